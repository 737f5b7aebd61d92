import {type Check, ok, orOk, warning} from './check.ts';

/** The TXT records of a name, each joined; [] where there are none. Rejects where DNS does not answer. */
export type FindTxt = (name: string) => Promise<string[]>;

/**
 * Whether a sender's domain says what large mailboxes ask of who writes to many: SPF, DKIM and DMARC
 * (Google's and Yahoo's sender rules of 2024). With Resend the DKIM key stands under `resend._domainkey`, and
 * SPF at the domain of bounces, `send.`.
 */
export const checkDns = async ({
  domain,
  isByResend,
  findTxt,
}: {
  domain: string;
  isByResend: boolean;
  findTxt: FindTxt;
}): Promise<Check[]> => {
  const subject = `DNS of ${domain}`;
  const has = async (names: string[], isIt: (record: string) => boolean): Promise<boolean> => {
    for (const name of names) if ((await findTxt(name)).some(isIt)) return true;
    return false;
  };
  try {
    const found: Check[] = [];
    if (
      !(await has(
        withParents(domain).map(name => `_dmarc.${name}`),
        isDmarc,
      ))
    )
      found.push(
        warning(subject, 'there is no DMARC record', `add a TXT record _dmarc.${domain}: v=DMARC1; p=none`),
      );
    if (!(await has([`send.${domain}`, domain], isSpf)))
      found.push(
        warning(subject, 'there is no SPF record', 'add the TXT record that your mail provider names'),
      );
    if (isByResend && !(await has([`resend._domainkey.${domain}`], isDkim)))
      found.push(warning(subject, 'there is no DKIM key of Resend', 'add the TXT record that Resend names'));
    return orOk(found, ok(subject, isByResend ? 'SPF, DKIM and DMARC are there' : 'SPF and DMARC are there'));
  } catch (error) {
    return [
      warning(subject, `DNS does not answer: ${codeOf(error)}`, 'check the DNS resolver of this machine'),
    ];
  }
};

const isDmarc = (record: string): boolean => /^v=DMARC1\b/.test(record);
const isSpf = (record: string): boolean => /^v=spf1\b/i.test(record);
const isDkim = (record: string): boolean => /(^|;)\s*p=[A-Za-z0-9+/]/.test(record);

/**
 * The domain and those above it, but no top one: a DMARC record of `example.org` holds for `mail.example.org`
 * (RFC 7489 section 6.6.3).
 */
const withParents = (domain: string): string[] => {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
