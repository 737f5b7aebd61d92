import type {Dns} from './dns.ts';
import {type DmarcRecord, findDmarc} from './find-dmarc.ts';
import type {Finding} from './finding.ts';

const POLICIES = ['none', 'quarantine', 'reject'];

/** Tags of RFC 7489 that RFC 9989 took away. */
const GONE = ['pct', 'rf', 'ri'];

/** What is wrong with the DMARC record that holds for a domain (RFC 9989); `policy` says what is in force. */
export const checkDmarc = async (
  domain: string,
  dns: Dns,
): Promise<{findings: Finding[]; policy: string | null}> => {
  const {record, doubled} = await findDmarc(domain, dns);
  const findings: Finding[] = doubled.map(name => ({
    message: `_dmarc.${name} has more than one DMARC record; receivers ignore all of them`,
    fix: 'leave one of them',
  }));
  if (record === null && doubled.length > 0) return {findings, policy: null};
  if (record === null)
    return {
      findings: [
        {message: 'there is no DMARC record', fix: `add a TXT record _dmarc.${domain}: v=DMARC1; p=none`},
      ],
      policy: null,
    };
  findings.push(...faultsOf(record), ...(await foreignReports(record, dns)));
  return {findings, policy: policyInWords(record, domain)};
};

const faultsOf = ({domain, tags}: DmarcRecord): Finding[] => {
  const at = `the DMARC record of ${domain}`;
  const policy = tags.get('p')?.toLowerCase();
  const gone = GONE.filter(name => tags.has(name));
  const findings: (Finding | false)[] = [
    !POLICIES.includes(policy ?? '') &&
      !(policy === undefined && tags.has('rua')) && {
        message: `${at} names no policy that there is (p=${(policy ?? '').slice(0, 20)})`,
        fix: 'set p to none, quarantine or reject',
      },
    gone.length > 0 && {
      message: `${at} has ${gone.join(', ')}, which do nothing since RFC 9989`,
      fix: 'take them out; t=y says that a policy is on trial',
    },
    tags.get('aspf')?.toLowerCase() === 's' && {
      message: `${at} has aspf=s, so that SPF of the bounce domain does not count; DKIM alone carries it`,
      fix: 'leave aspf out',
    },
  ];
  return findings.filter(finding => finding !== false);
};

/** Reports to another domain need its consent (RFC 9990 section 4). */
const foreignReports = async ({domain, tags}: DmarcRecord, dns: Dns): Promise<Finding[]> => {
  const hosts = [...(tags.get('rua') ?? '').matchAll(/mailto:[^@,\s]+@([A-Za-z0-9.-]+)/g)].map(
    ([, host = '']) => host.toLowerCase(),
  );
  const findings: Finding[] = [];
  for (const host of new Set(hosts)) {
    if (host === domain || host.endsWith(`.${domain}`) || domain.endsWith(`.${host}`)) continue;
    const consent = `${domain}._report._dmarc.${host}`;
    if ((await dns.txt(consent)).some(text => text.startsWith('v=DMARC1'))) continue;
    findings.push({
      message: `DMARC reports to ${host} are not sent: it does not agree to them`,
      fix: `ask for a TXT record ${consent}: v=DMARC1`,
    });
  }
  return findings;
};

/** `p=none`, and where it comes from. */
const policyInWords = ({domain, tags}: DmarcRecord, author: string): string => {
  const own = tags.get('p') ?? 'none';
  const policy = domain === author ? own : (tags.get('sp') ?? own);
  const trial = tags.get('t') === 'y' ? ', on trial' : '';
  return `${policy.slice(0, 20)}${trial}${domain === author ? '' : ` of ${domain}`}`;
};
