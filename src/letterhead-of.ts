import type {Config} from './config.ts';
import type {Letterhead} from './mail/mail.ts';

/** Who the mails from this sender come from, as the configuration says it. */
export const letterheadOf = ({
  config,
  name,
  from,
}: {
  config: Config;
  /** The instance's. */
  name: string;
  from: string;
}): Letterhead => ({
  name,
  from,
  replyTo: config.REPLY_TO ?? null,
  publicUrl: config.PUBLIC_URL,
  listId: config.LIST_ID,
  postalAddress: config.POSTAL_ADDRESS ?? null,
});
