import {type Check, ok, orOk, skipped, warning} from '../check.ts';
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
    const {findings, policy} = await findingsOf(question);
    const parts = question.isByResend ? 'SPF, DKIM and DMARC are there' : 'SPF and DMARC are there';
    return orOk(
      findings.map(({message, fix}) => warning(subject, message, fix)),
      ok(subject, policy === null ? parts : `${parts} (policy ${policy})`),
    );
  } catch (error) {
    return [skipped(subject, `not checked: DNS does not answer (${codeOf(error)})`)];
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
      ...(isByResend ? [...(await checkDkim(domain, dns)), ...(await checkBounces(bounces, dns))] : []),
    ],
  };
};

const checkBounces = async (name: string, dns: Dns): Promise<Finding[]> =>
  (await dns.mx(name)).length > 0
    ? []
    : [{message: `${name} has no MX record: bounces are lost`, fix: 'add the MX record that Resend names'}];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
