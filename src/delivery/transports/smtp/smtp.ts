import addressparser from 'nodemailer/lib/addressparser';
import {type Clock, SECOND, systemClock} from '../../../clock.ts';
import {mailsIn} from '../../../mail/body/batch.ts';
import {toEml} from '../../../mail/eml.ts';
import {messageIdOf} from '../message-id.ts';
import type {Answer, Call, Transport} from '../transport.ts';
import {toSmtpAnswer} from './smtp-answers.ts';
import {openSmtpSession, type Parcel, type SmtpSession} from './smtp-session.ts';

export type SmtpSettings = {
  /** `smtp://` (port 587) or `smtps://` (port 465), with `user:password@` where the server wants a login. */
  url: string;
  /** How long one mail may take, connecting included; default 25 s. */
  timeoutMs?: number;
  clock?: Clock;
};

/** Servers close or slow down sessions that never end. */
const MAILS_A_SESSION = 100;

type Composed = Omit<Parcel, 'onHanded'> & {messageId: string};

/**
 * Mail through a mail server, one at a time. SMTP knows no idempotency keys: a mail whose reply to DATA is
 * lost may or may not have been taken, for ever (RFC 5321, section 6.1), so the time in which a repetition is
 * safe is none. The Message-ID is made from the key, for the mailboxes that fold equal ones.
 */
export const smtpTransport = ({
  url,
  timeoutMs = 25 * SECOND,
  clock = systemClock,
}: SmtpSettings): Transport => {
  const idle: SmtpSession[] = [];

  const keep = (session: SmtpSession): void => {
    if (session.isOpen() && session.delivered() < MAILS_A_SESSION) idle.push(session);
    else session.quit();
  };

  const deliver = async (composed: Composed, endsAt: number): Promise<Answer> => {
    const session = takeOpen(idle) ?? openSmtpSession({url, timeoutMs});
    const timer = setTimeout(session.abort, Math.max(1, endsAt - performance.now()));
    let isHanded = false;
    const onHanded = (): void => {
      isHanded = true;
    };
    try {
      await session.ready;
      await session.deliver({...composed, onHanded});
      keep(session);
      return {kind: 'accepted', messageIds: [composed.messageId]};
    } catch (error) {
      const wasStale = session.delivered() > 0 && !session.isOpen() && !isHanded;
      session.abort();
      // The server had ended a kept session: nothing of this mail has left, a session of its own decides.
      if (wasStale && performance.now() < endsAt) return deliver(composed, endsAt);
      return toSmtpAnswer(error, {isHanded});
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    name: 'smtp',
    batchSize: 1,
    replaySafeMs: 0,
    send: async call => {
      const composed = await compose(call, new Date(clock.now()));
      if (composed.envelope.to.length !== 1)
        return {kind: 'refused', reason: 'the recipient is not one mail address'};
      return deliver(composed, performance.now() + timeoutMs);
    },
    close: async () => {
      for (const session of idle.splice(0)) session.quit();
    },
  };
};

const takeOpen = (idle: SmtpSession[]): SmtpSession | undefined => {
  for (let session = idle.pop(); session; session = idle.pop()) if (session.isOpen()) return session;
  return undefined;
};

const compose = async ({key, batch}: Call, date: Date): Promise<Composed> => {
  const [mail, ...others] = mailsIn(batch);
  if (!mail || others.length > 0) throw new Error(`a call carries 1 mail, this one ${batch.mails}`);
  const messageId = messageIdOf({key, index: 0, from: mail.from});
  const message = await toEml({mail, messageId, date});
  return {messageId, message, envelope: {from: addressesIn(mail.from)[0] ?? '', to: addressesIn(mail.to)}};
};

const addressesIn = (mailbox: string): string[] =>
  addressparser(mailbox, {flatten: true}).map(({address}) => address ?? '');
