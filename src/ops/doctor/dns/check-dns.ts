import {SECOND} from '../../../clock.ts';
import {type Check, ok, orOk, skipped, warning} from '../check.ts';
import {checkAlignment} from './check-alignment.ts';
import {checkDkim} from './check-dkim.ts';
import {checkDmarc} from './check-dmarc.ts';
import {checkSpf} from './check-spf.ts';
import type {Dns} from './dns.ts';
import type {Finding} from './finding.ts';

export type DnsQuestion = {domain: string; isByResend: boolean; dns: Dns};

/**
 * Whether a sender's domain says what large mailboxes ask of who writes to many: SPF, DKIM and DMARC
 * (Google's and Yahoo's sender rules of 2024, RFC 9989). With Resend the DKIM key stands under
 * `resend._domainkey`, and SPF at the domain of bounces, `send.`.
 */
export const checkDns = async (question: DnsQuestion): Promise<Check[]> => {
  const subject = `DNS of ${question.domain}`;
  try {
    if (!(await question.dns.knowsTheWorld()))
      return [skipped(subject, 'not checked: DNS knows no name of the world here; is there a network?')];
    const {findings, policy} = await within(ALL_WITHIN_MS, findingsOf(question));
    const parts = question.isByResend ? 'SPF, DKIM and DMARC are there' : 'SPF and DMARC are there';
    return orOk(
      findings.map(({message, fix}) => warning(subject, message, fix)),
      ok(subject, policy === null ? parts : `${parts} (policy ${policy})`),
    );
  } catch (error) {
    return [skipped(subject, `not checked: DNS does not answer (${codeOf(error)})`)];
  }
};

/** A name server that answers slowly to each of fifty questions keeps nobody for minutes. */
const ALL_WITHIN_MS = 20 * SECOND;

const within = async <Found>(ms: number, asked: Promise<Found>): Promise<Found> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms / SECOND} s`)), ms);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
};

const findingsOf = async ({domain, isByResend, dns}: DnsQuestion) => {
  const {findings, policy} = await checkDmarc(domain, dns);
  const bounces = `send.${domain}`;
  return {
    policy,
    findings: [
      ...findings,
      ...(await checkSpf([bounces, domain], dns)),
      ...(isByResend ? await findingsOfResend({domain, bounces}, dns) : []),
    ],
  };
};

/** Resend signs as the domain that it verified, which is that of the From address. */
const findingsOfResend = async (
  {domain, bounces}: {domain: string; bounces: string},
  dns: Dns,
): Promise<Finding[]> => [
  ...(await checkDkim(domain, dns)),
  ...(await checkBounces(bounces, dns)),
  ...(await checkAlignment({author: domain, signer: domain, returnPath: bounces}, dns)),
];

const checkBounces = async (name: string, dns: Dns): Promise<Finding[]> =>
  (await dns.mx(name)).length > 0
    ? []
    : [{message: `${name} has no MX record: bounces are lost`, fix: 'add the MX record that Resend names'}];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
