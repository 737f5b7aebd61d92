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
  const isThere = await dns.isThere(domain);
  if (!isThere)
    findings.push({
      message: `${domain} is no name in DNS: receivers refuse mail from it (np of ${record.domain})`,
      fix: 'add an MX record, so that replies come, too',
    });
  return {findings, policy: policyInWords(record, {author: domain, isThere})};
};

const faultsOf = ({domain, tags}: DmarcRecord): Finding[] => {
  const at = `the DMARC record of ${domain}`;
  const policy = tags.get('p')?.toLowerCase();
  const gone = GONE.filter(name => tags.has(name));
  const odd = ['sp', 'np'].filter(name => !POLICIES.includes(tags.get(name)?.toLowerCase() ?? 'none'));
  const findings: (Finding | false)[] = [
    !POLICIES.includes(policy ?? '') &&
      !(policy === undefined && tags.has('rua')) && {
        message: `${at} names no policy that there is (p=${(policy ?? '').slice(0, 20)})`,
        fix: 'set p to none, quarantine or reject',
      },
    odd.length > 0 && {
      message: `${at} names no policy that there is in ${odd.join(' and ')}`,
      fix: 'set them to none, quarantine or reject, or leave them out',
    },
    tags.get('psd')?.toLowerCase() === 'y' && {
      message: `${at} says that it is a registry (psd=y): who sends below it is another organization`,
      fix: 'leave psd out',
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

/** Receivers ask for few of them (RFC 9990 section 4). */
const MAX_HOSTS = 5;

/** Reports to another domain need its consent (RFC 9990 section 4). */
const foreignReports = async ({domain, tags}: DmarcRecord, dns: Dns): Promise<Finding[]> => {
  const hosts = [...(tags.get('rua') ?? '').matchAll(/mailto:[^@,\s]+@([A-Za-z0-9.-]+)/g)].map(
    ([, host = '']) => host.toLowerCase(),
  );
  const findings: Finding[] = [];
  for (const host of [...new Set(hosts)].slice(0, MAX_HOSTS)) {
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

/** One step weaker: what a policy on trial (`t=y`) asks for (RFC 9989 section 4.7). */
const WEAKER: Record<string, string> = {reject: 'quarantine', quarantine: 'none', none: 'none'};

/** `reject, on trial as quarantine, of example.org`: what is in force, and whose record says so. */
const policyInWords = (
  {domain, tags}: DmarcRecord,
  {author, isThere}: {author: string; isThere: boolean},
): string => {
  const own = tags.get('p') ?? 'none';
  const below = tags.get('sp') ?? own;
  const ofOthers = isThere ? below : (tags.get('np') ?? below);
  const policy = (domain === author ? own : ofOthers).toLowerCase().slice(0, 20);
  const trial = tags.get('t')?.toLowerCase() === 'y' ? `, on trial as ${WEAKER[policy] ?? 'none'}` : '';
  return `${policy}${trial}${domain === author ? '' : ` of ${domain}`}`;
};
