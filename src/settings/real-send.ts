/** What a real send depends on, of the configuration. */
type RealSend = Destination & {
  POSTAL_ADDRESS?: string | undefined;
  TOKEN_SECRETS: string[];
  DIGEST_FROM: string;
  PAPERBOY_CLOCK?: number | undefined;
};

type Destination = {
  MAIL_TRANSPORT: 'resend' | 'outbox' | 'smtp';
  PUBLIC_URL: string;
  RESEND_BASE_URL: string;
};

export type SendingProblem = {setting: string; problem: string; fix: string};

/**
 * What keeps this configuration from writing to real people: the duties of CAN-SPAM and RFC 8058, all at
 * once, each with its fix. The outbox writes to nobody, so it has none.
 */
export const problemsOfRealSend = (config: RealSend): SendingProblem[] => {
  if (config.MAIL_TRANSPORT === 'outbox') return [];
  const problems: (SendingProblem | false)[] = [
    !config.POSTAL_ADDRESS && {
      setting: 'POSTAL_ADDRESS',
      problem: 'is not set; required by law in every email',
      fix: 'set it to an address where post reaches you',
    },
    !config.PUBLIC_URL.startsWith('https://') &&
      !isRehearsal(config) && {
        setting: 'PUBLIC_URL',
        problem: 'is not https; mailbox providers need https for one-click unsubscribe',
        fix: 'set it to the https URL of the web pages',
      },
    config.TOKEN_SECRETS.length === 0 && {
      setting: 'TOKEN_SECRETS',
      problem: 'is not set; anyone who can read Redis could forge links',
      fix: 'set it to the output of: openssl rand -hex 32',
    },
    config.DIGEST_FROM.includes('@localhost') && {
      setting: 'DIGEST_FROM',
      problem: 'still names localhost',
      fix: 'set it to an address of a domain that you verified with your email provider',
    },
    config.PAPERBOY_CLOCK !== undefined &&
      !isRehearsal(config) && {
        setting: 'PAPERBOY_CLOCK',
        problem: 'is set; real emails go out by the real time',
        fix: 'remove it, it is for tests',
      },
  ];
  return problems.filter(problem => problem !== false);
};

/**
 * Whether mail goes to a fake Resend on this machine: tests and rehearsals, where nobody real is written to.
 */
export const isRehearsal = ({MAIL_TRANSPORT, PUBLIC_URL, RESEND_BASE_URL}: Destination): boolean =>
  MAIL_TRANSPORT === 'resend' && isLoopback(PUBLIC_URL) && isLoopback(RESEND_BASE_URL);

const isLoopback = (url: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
