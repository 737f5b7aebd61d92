import type {Dns} from './dns.ts';
import {parseTags} from './tag-list.ts';

/** A DMARC record and the domain that has it. */
export type DmarcRecord = {domain: string; tags: Map<string, string>};

export type FoundDmarc = {
  /** The record whose policy holds; null where there is none. */
  record: DmarcRecord | null;
  /** The domain whose alignment is compared (RFC 9989 section 4.10.2). */
  organization: string;
  /** Domains with more than one record: receivers take that for none. */
  doubled: string[];
};

/** A longer name goes on with its last seven labels, so that nobody is asked more than eight times. */
const MAX_LABELS = 8;

/**
 * Finds the record that holds for mail from a domain by the tree walk of RFC 9989 section 4.10: the domain's
 * own, else its organization's.
 */
export const findDmarc = async (domain: string, dns: Pick<Dns, 'txt'>): Promise<FoundDmarc> => {
  const doubled: string[] = [];
  const found: DmarcRecord[] = [];
  for (const name of namesUpwards(domain)) {
    const records = (await dns.txt(`_dmarc.${name}`)).filter(text => /^v=DMARC1\s*(;|$)/.test(text));
    if (records.length > 1) doubled.push(name);
    const [only] = records;
    if (only === undefined || records.length > 1) continue;
    found.push({domain: name, tags: parseTags(only)});
    if (isMarked(found.at(-1))) break;
  }
  const organization = organizationOf(domain, found);
  const record =
    found.find(one => one.domain === domain) ??
    found.find(one => one.domain === organization) ??
    found.at(-1) ??
    null;
  return {record, organization, doubled};
};

/** `psd` ends the walk: `n` at an organization, `y` at a registry such as `co.uk`. */
const isMarked = (record: DmarcRecord | undefined): boolean =>
  ['n', 'y'].includes(record?.tags.get('psd') ?? '');

const namesUpwards = (domain: string): string[] => {
  const labels = domain.split('.');
  const above = labels.length > MAX_LABELS ? labels.slice(1 - MAX_LABELS) : labels.slice(1);
  return [domain, ...above.map((_, at) => above.slice(at).join('.'))];
};

const organizationOf = (domain: string, found: DmarcRecord[]): string => {
  const last = found.at(-1);
  if (last === undefined) return domain;
  if (last.tags.get('psd') !== 'y' || last.domain === domain) return last.domain;
  const labels = domain.split('.');
  return labels.slice(labels.length - last.domain.split('.').length - 1).join('.');
};
