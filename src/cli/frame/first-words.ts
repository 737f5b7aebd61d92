import type {Config} from '../../config.ts';
import {nextBuildTime} from '../../editions/calendar.ts';
import {cronMatch} from '../../editions/cron-match.ts';
import {problemsOfRealSend} from '../../settings/real-send.ts';
import {localUrl} from '../../settings/web.ts';

export type FirstWords = {
  config: Config;
  /** Milliseconds since 1970. */
  now: number;
  hasEditions: boolean;
};

/**
 * Five lines for who starts it by hand: where the pages are, where mails go, what a real send needs, when the
 * next edition comes, how to stop.
 */
export const firstWords = ({config, now, hasEditions}: FirstWords): string[] => [
  `Pages    ${whereThePagesAre(config)}`,
  `Emails   ${whereMailsGo(config)}`,
  `To send  ${whatIsMissing(config)}`,
  `Edition  ${nextEdition({config, now, hasEditions})}`,
  'Stop     Ctrl-C',
];

/** Behind a proxy the world knows another address than this machine. */
const whereThePagesAre = ({PUBLIC_URL, PORT}: Config): string => {
  const here = localUrl(PORT);
  return PUBLIC_URL === here ? here : `${PUBLIC_URL} (here ${here})`;
};

const whereMailsGo = ({MAIL_TRANSPORT, OUTBOX_DIR}: Config): string => {
  if (MAIL_TRANSPORT === 'outbox') return `files in ${OUTBOX_DIR}/; none is sent`;
  return MAIL_TRANSPORT === 'resend' ? 'sent by Resend' : 'sent by the mail server of SMTP_URL';
};

/** The settings that are missing, as if mails were sent by Resend where no transport was chosen. */
const whatIsMissing = (config: Config): string => {
  const isOutbox = config.MAIL_TRANSPORT === 'outbox';
  const problems = problemsOfRealSend(isOutbox ? {...config, MAIL_TRANSPORT: 'resend'} : config);
  const settings = [
    ...(isOutbox && !config.RESEND_API_KEY ? ['RESEND_API_KEY'] : []),
    ...problems.map(({setting}) => setting),
  ];
  return settings.length === 0
    ? 'nothing is missing'
    : `set ${settings.join(', ')}; npx paperboy init asks for all`;
};

const nextEdition = ({config, now, hasEditions}: FirstWords): string => {
  const next = nextBuildTime(cronMatch(config.EDITION_CRON), now);
  const when = next === null ? 'not within a week, by EDITION_CRON' : `next at ${timeOf(next)}`;
  return hasEditions ? when : `the newest is being built now; ${when}`;
};

const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
