import type {Message} from '../messages.ts';

/** What every page has, and the pages that say that something is not there or went wrong. */
export const frame = {
  'frame.skip': 'Skip to content',
  'frame.site': 'Site',
  'frame.editions': 'Editions',
  'frame.search': 'Search',
  'frame.subscribe': 'Subscribe',
  'frame.what': '{name} sends trending research papers by email. No cookies, no tracking.',
  'frame.privacy': 'Privacy',
  'frame.toFrontPage': 'Go to the front page',
  'frame.languages': 'Languages',
  'frame.notReviewed': 'This translation has not yet been reviewed by a native speaker.',
  'frame.preview': [
    'This link comes from a preview or a test email. ',
    'Nothing that you press here changes anything.',
  ],

  'error.notFound': 'Page not found',
  'error.incomplete': 'The link may be incomplete.',
  'error.method': 'This action is not available here',
  'error.useLinks': 'Please use the links and buttons of the page.',
  'error.tooLarge': 'The form is too large',
  'error.limit': 'The limit is {size} KB.',
  'error.encoding': 'Unsupported encoding',
  'error.uncompressed': 'Forms must be sent uncompressed.',
  'error.failed': 'Something went wrong',
  'error.logged': 'The error is on our side and has been logged. Please try again later.',
  'error.unavailable': 'Temporarily unavailable',
  'error.tryAgain': 'Nothing was changed, as far as we know. Please try again in a minute.',
  'error.formBroken': 'The form did not arrive completely. Please send it again.',
  'error.field': 'This cannot be saved as it is. In English:',

  'link.expired': 'This link has expired',
  'link.expiredNext': 'Nothing has changed. Use the link in your latest email, or request a new one.',
  'link.requestNew': 'Request a new link',
  'link.invalid': 'This link is not valid',
  'link.invalidNext': 'It may be incomplete. Nothing has changed. Please try the link in your latest email.',

  'look.title': 'This is a preview',
  'look.confirm': 'In the email itself, this link confirms the subscription of {whom}. Nothing has changed.',
  'look.unsubscribe': 'In the email itself, this link unsubscribes {whom}. Nothing has changed.',
  'look.undo': 'In the email itself, this link undoes an unsubscription of {whom}. Nothing has changed.',
  'look.manage':
    'In the email itself, this link opens and saves the settings of {whom}. Nothing has changed.',
  'look.opinion': 'In the email itself, this link saves the feedback of {whom}. Nothing has changed.',
  'look.suggest': 'In the email itself, this link takes a suggestion of {whom}. Nothing has changed.',
  'look.change-address': 'In the email itself, this link changes the address of {whom}. Nothing has changed.',
  'look.reader': 'the reader who gets the email',
} as const satisfies Record<string, Message>;
