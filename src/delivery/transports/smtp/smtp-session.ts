import {Readable} from 'node:stream';
import {parseConnectionUrl} from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

export type Parcel = {
  envelope: {from: string; to: string[]};
  message: Buffer;
  /** Called when the first byte of the message is about to leave. */
  onHanded: () => void;
};

/** One connection to the mail server. */
export type SmtpSession = {
  /** Resolves once connected and logged in; rejects with nodemailer's error, or when the session ends. */
  ready: Promise<void>;
  /** Resolves when the server took the mail; rejects likewise. */
  deliver(parcel: Parcel): Promise<void>;
  isOpen(): boolean;
  /** How many mails went through. */
  delivered(): number;
  /** Says goodbye (QUIT). */
  quit(): void;
  /** Ends it at once; what waits rejects. */
  abort(): void;
};

/**
 * Begins a session with an `smtp://` or `smtps://` address. Credentials go to another machine only over TLS,
 * unless the address says `?ignoreTLS=true`.
 */
export const openSmtpSession = ({url, timeoutMs}: {url: string; timeoutMs: number}): SmtpSession => {
  const {auth, ...target} = parseConnectionUrl(url);
  const mustHideCredentials = auth !== undefined && target.ignoreTLS !== true && !isLoopback(target.host);
  const connection = new SMTPConnection({
    ...target,
    requireTLS: target.requireTLS === true || mustHideCredentials,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    socketCloseTimeout: 1000,
  });
  let delivered = 0;
  // An idle session that breaks has nobody to tell: the next mail finds it closed.
  connection.on('error', () => undefined);

  const ready = untilEnd(connection, ({resolve, reject}) => {
    connection.connect(error => {
      if (error) return reject(error);
      if (!auth || !connection.allowsAuth) return resolve();
      connection.login(auth, failure => (failure ? reject(failure) : resolve()));
    });
  });

  const deliver = async ({envelope, message, onHanded}: Parcel): Promise<void> => {
    await untilEnd(connection, ({resolve, reject}) => {
      const content = readOnce(message, onHanded);
      connection.send({...envelope, size: message.length}, content, error =>
        error ? reject(error) : resolve(),
      );
    });
    delivered += 1;
  };

  return {
    ready,
    deliver,
    isOpen: () => !connection.destroyed,
    delivered: () => delivered,
    quit: () => connection.quit(),
    abort: () => connection.close(),
  };
};

/**
 * A stream that nobody reads before the server has asked for the message: nodemailer pipes it after the reply
 * to DATA.
 */
const readOnce = (message: Buffer, onRead: () => void): Readable =>
  new Readable({
    read() {
      onRead();
      this.push(message);
      this.push(null);
    },
  });

type Settle = {resolve: () => void; reject: (error: Error) => void};

/**
 * A promise that also settles when the connection fails or ends, whichever of nodemailer's ways it takes to
 * say so.
 */
const untilEnd = (connection: SMTPConnection, begin: (settle: Settle) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const onEnd = () => {
      const ended = new Error('the connection to the mail server ended');
      reject(Object.assign(ended, {code: 'ECONNECTION'}));
    };
    const release = () => {
      connection.off('error', fail);
      connection.off('end', onEnd);
    };
    const fail = (error: Error) => {
      release();
      reject(error);
    };
    connection.once('error', fail);
    connection.once('end', onEnd);
    begin({
      resolve: () => {
        release();
        resolve();
      },
      reject: fail,
    });
  });

const isLoopback = (host: unknown): boolean =>
  typeof host === 'string' && /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);
