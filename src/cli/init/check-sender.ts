import type {Config} from '../../config.ts';
import {probeSmtp} from '../../delivery/transports/smtp/probe-smtp.ts';
import {askForDomains} from '../../ops/doctor/ask-for-domains.ts';
import {type Check, skipped} from '../../ops/doctor/check.ts';
import {checkAccountAnswer} from '../../ops/doctor/check-account.ts';
import {checkDns} from '../../ops/doctor/dns/check-dns.ts';
import {checkMailServer} from '../../ops/doctor/dns/check-mail-server.ts';
import type {Dns} from '../../ops/doctor/dns/dns.ts';
import {useProxies} from '../../wiring/use-proxies.ts';

/** Whether the account and the domain will carry mail from this sender; nothing is sent. */
export const checkSender = async (config: Config, dns: Dns): Promise<Check[]> => {
  await useProxies(config);
  if (config.MAIL_TRANSPORT === 'outbox')
    return [skipped('sending', 'emails are written to files; none is sent')];
  const domain = config.DIGEST_FROM.replace(/^.*@/, '').replace(/>$/, '').toLowerCase();
  const isByResend = config.MAIL_TRANSPORT === 'resend';
  const url = config.MAIL_TRANSPORT === 'smtp' ? config.SMTP_URL : undefined;
  const [account, names, server] = await Promise.all([
    isByResend ? checkAccount(config, domain) : [],
    checkDns({domain, isByResend, dns}),
    url === undefined ? [] : checkMailServer({url, dns, probe: probeSmtp}),
  ]);
  return [...account, ...names, ...server];
};

const checkAccount = async ({RESEND_API_KEY, RESEND_BASE_URL}: Config, domain: string): Promise<Check[]> => {
  const answer = await askForDomains({apiKey: RESEND_API_KEY ?? '', baseUrl: RESEND_BASE_URL});
  return answer.kind === 'no-answer'
    ? [skipped('Resend', `not checked: the key and the domain; no answer: ${answer.reason}`)]
    : checkAccountAnswer(answer, [domain]);
};

/** Whether the key itself is wrong: nothing that is set up with it could send. */
export const isKeyRefused = (checks: Check[]): boolean =>
  checks.some(
    ({subject, state, message}) => subject === 'Resend' && state === 'error' && /key/.test(message),
  );
