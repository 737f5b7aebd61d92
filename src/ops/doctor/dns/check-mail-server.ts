import {SECOND} from '../../../clock.ts';
import type {SmtpProbe} from '../../../delivery/transports/smtp/probe-smtp.ts';
import {type Check, error, ok, skipped, warning} from '../check.ts';
import type {Dns} from './dns.ts';

const ABOUT = 'mail server';

/** For each question to the server. */
export const PROBE_WITHIN_MS = 8 * SECOND;

export type MailServerQuestion = {
  /** SMTP_URL. */
  url: string;
  dns: Pick<Dns, 'pointers' | 'knowsTheWorld'>;
  probe: (question: {url: string; timeoutMs: number}) => Promise<SmtpProbe>;
};

/**
 * Whether the mail server of SMTP_URL answers over TLS with a valid certificate, and whether its addresses
 * have names (PTR), which large mailboxes ask of a host that sends (Google's sender rules of 2024). It may
 * send from others than those that it listens on. Without a network nothing is checked.
 */
export const checkMailServer = async ({url, dns, probe}: MailServerQuestion): Promise<Check[]> => {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
  if (!isHere && !(await dns.knowsTheWorld().catch(() => false)))
    return [skipped(ABOUT, 'not checked: DNS knows no name of the world here; is there a network?')];
  const [seen, names] = await Promise.all([
    probe({url, timeoutMs: PROBE_WITHIN_MS}).then(found => judge(found, {isHere})),
    isHere ? skipped(`PTR of ${host}`, 'not checked: the server is this machine') : checkPointers(host, dns),
  ]);
  return [seen, names];
};

const judge = (probe: SmtpProbe, {isHere}: {isHere: boolean}): Check => {
  if (probe.kind === 'no-answer')
    return warning(ABOUT, `does not answer: ${probe.reason}`, 'check SMTP_URL and what stands between');
  if (probe.kind === 'bad-certificate')
    return error(ABOUT, `its certificate is not valid: ${probe.reason}`, 'use the name that it is made for');
  if (probe.isEncrypted) return ok(ABOUT, 'answers over TLS, with a certificate that is accepted');
  return isHere
    ? ok(ABOUT, 'answers without TLS, on this machine')
    : warning(ABOUT, 'answers without TLS', 'let it offer STARTTLS, or use smtps:// in SMTP_URL');
};

const checkPointers = async (host: string, dns: Pick<Dns, 'pointers'>): Promise<Check> => {
  const subject = `PTR of ${host}`;
  try {
    const found = await dns.pointers(host);
    if (found.length === 0) return skipped(subject, 'not checked: the host has no address here');
    const bare = found.filter(({names}) => names.length === 0).map(({address}) => address);
    return bare.length === 0
      ? ok(subject, 'its addresses have names')
      : warning(subject, `no name for ${bare.join(', ')}`, 'set PTR where the address comes from');
  } catch {
    return skipped(subject, 'not checked: DNS does not answer');
  }
};
