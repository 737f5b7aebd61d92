import type {Config} from '../config.ts';
import type {Letterhead} from '../mail/mail.ts';

/** The letterhead that a configuration makes, with one of its two senders. */
export const letterheadOf = (config: Config, from: string): Letterhead => ({
  name: config.SITE_NAME,
  from,
  replyTo: config.REPLY_TO ?? null,
  // Left out where it is unset, so that the letterhead of what was compiled before stays the same.
  ...(config.UNSUBSCRIBE_MAILTO === undefined ? {} : {unsubscribeMailto: config.UNSUBSCRIBE_MAILTO}),
  publicUrl: config.PUBLIC_URL,
  listId: config.LIST_ID,
  postalAddress: config.POSTAL_ADDRESS ?? null,
  logoUrl: config.LOGO_URL ?? null,
  picturesUrl: config.THUMBNAILS === 'on' ? `${config.PUBLIC_URL}/thumbnails` : null,
  accents: {light: config.ACCENT_COLOUR, dark: config.ACCENT_COLOUR_DARK},
  footer: config.FOOTER_TEXT ?? null,
  ...(config.DEFAULT_LANGUAGE === 'en' ? {} : {language: config.DEFAULT_LANGUAGE}),
});
