import {parseConnectionUrl} from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import {toReason} from '../reason.ts';

/** What a mail server showed of itself before anybody logged in. */
export type SmtpProbe =
  | {kind: 'answers'; isEncrypted: boolean}
  | {kind: 'bad-certificate'; reason: string}
  | {kind: 'no-answer'; reason: string};

/**
 * Connects to an `smtp://` or `smtps://` address, says EHLO, takes STARTTLS where it is offered, and leaves:
 * no login, no mail. A certificate is judged as it is when mail is sent.
 */
export const probeSmtp = ({url, timeoutMs}: {url: string; timeoutMs: number}): Promise<SmtpProbe> => {
  const {auth: _, ...target} = parseConnectionUrl(url);
  const connection = new SMTPConnection({
    ...{...target, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs},
    ...{dnsTimeout: timeoutMs, socketTimeout: timeoutMs, socketCloseTimeout: 1000},
  });
  return new Promise(resolve => {
    const end = (probe: SmtpProbe) => {
      clearTimeout(timer);
      // First the answer: closing says "end" at once.
      resolve(probe);
      connection.close();
    };
    const fail = (error: Error) => {
      const reason = toReason(error.message);
      end({kind: /certificat/i.test(reason) ? 'bad-certificate' : 'no-answer', reason});
    };
    const timer = setTimeout(() => fail(new Error('it took too long')), timeoutMs);
    // Errors may come after the answer, too: closing makes some.
    connection.on('error', fail);
    connection.once('end', () => fail(new Error('it hung up')));
    connection.connect(error =>
      error ? fail(error) : end({kind: 'answers', isEncrypted: connection.secure}),
    );
  });
};
