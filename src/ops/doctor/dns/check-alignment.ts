import type {Dns} from './dns.ts';
import {findDmarc} from './find-dmarc.ts';
import type {Finding} from './finding.ts';

export type Signed = {
  /** The domain of the From address. */
  author: string;
  /** The domain that signs, `d=` of DKIM. */
  signer: string;
  /** The domain that bounces go to, which SPF is asked about. */
  returnPath: string;
};

/**
 * Whether a mail passes DMARC by its names (RFC 9989 section 4.4): the domain of DKIM or the return path must
 * belong to the same organization as the From address, or be the very same where the record asks for that.
 */
export const checkAlignment = async (
  {author, signer, returnPath}: Signed,
  dns: Pick<Dns, 'txt'>,
): Promise<Finding[]> => {
  const {record, organization} = await findDmarc(author, dns);
  const belongs = async (domain: string, mode: string | undefined): Promise<boolean> => {
    if (domain === author) return true;
    if (mode?.toLowerCase() === 's') return false;
    return (await findDmarc(domain, dns)).organization === organization;
  };
  const [byKey, byPath] = await Promise.all([
    belongs(signer, record?.tags.get('adkim')),
    belongs(returnPath, record?.tags.get('aspf')),
  ]);
  if (byKey) return [];
  const fix = `sign as ${author}: verify that very domain at your provider`;
  const apart = `DKIM signs as ${signer}, which does not count for ${author}`;
  return byPath
    ? [{message: `${apart}; SPF alone carries DMARC, and a forwarded mail fails`, fix}]
    : [{message: `${apart}, nor does the return path ${returnPath}: DMARC fails`, fix}];
};
