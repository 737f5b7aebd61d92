import type {Dns} from './dns.ts';
import type {Finding} from './finding.ts';

/** More lookups are an error for anyone who checks, as if there were no record (RFC 7208 section 4.6.4). */
const MAX_LOOKUPS = 10;

/**
 * What is wrong with SPF of the domain that bounces go to: the first of `names` that has a record. RFC 7208.
 */
export const checkSpf = async (names: string[], dns: Pick<Dns, 'txt'>): Promise<Finding[]> => {
  for (const name of names) {
    const records = await spfRecordsOf(name, dns);
    if (records.length > 1)
      return [
        {message: `${name} has ${records.length} SPF records; receivers ignore all`, fix: 'make one of them'},
      ];
    const [record] = records;
    if (record !== undefined) return faultsOf({name, record, dns});
  }
  return [{message: 'there is no SPF record', fix: 'add the TXT record that your mail provider names'}];
};

const spfRecordsOf = async (name: string, dns: Pick<Dns, 'txt'>): Promise<string[]> =>
  (await dns.txt(name)).filter(text => /^v=spf1(\s|$)/i.test(text));

type Spf = {name: string; record: string; dns: Pick<Dns, 'txt'>};

const faultsOf = async (spf: Spf): Promise<Finding[]> => {
  const {lookups, missing} = await countLookups(spf, MAX_LOOKUPS + 1);
  const terms = termsOf(spf.record);
  const findings: (Finding | false)[] = [
    terms.some(term => /^\+?all$/.test(term)) && {
      message: `SPF of ${spf.name} lets everybody send (+all)`,
      fix: 'end it with ~all or -all',
    },
    terms.some(term => /^[+?~-]?ptr\b/.test(term)) && {
      message: `SPF of ${spf.name} uses ptr, which receivers may ignore`,
      fix: 'name the hosts instead',
    },
    lookups > MAX_LOOKUPS && {
      message: `SPF of ${spf.name} needs more than ${MAX_LOOKUPS} lookups; receivers give up`,
      fix: 'take out what no longer sends for you',
    },
    missing !== null && {
      message: `SPF of ${spf.name} includes ${missing}, which has none`,
      fix: 'correct or remove it',
    },
  ];
  return findings.filter(finding => finding !== false);
};

const termsOf = (record: string): string[] => record.toLowerCase().split(/\s+/).slice(1).filter(Boolean);

type Lookups = {lookups: number; missing: string | null};

/** How often a receiver must ask to read the record (at most `left`); and an include that leads nowhere. */
const countLookups = async ({record, dns}: Spf, left: number): Promise<Lookups> => {
  const counted: Lookups = {lookups: 0, missing: null};
  for (const term of termsOf(record)) {
    if (counted.lookups >= left) break;
    if (!/^[+?~-]?(include:|exists:|redirect=|(a|mx|ptr)([:/]|$))/.test(term)) continue;
    counted.lookups++;
    const [, target] = /^[+?~-]?(?:include:|redirect=)([^%]+)$/.exec(term) ?? [];
    if (target === undefined) continue;
    const [other] = await spfRecordsOf(target, dns);
    if (other === undefined) counted.missing ??= target.slice(0, 100);
    else {
      const inner = await countLookups({name: target, record: other, dns}, left - counted.lookups);
      counted.lookups += inner.lookups;
      counted.missing ??= inner.missing;
    }
  }
  return counted;
};
