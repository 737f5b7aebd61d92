import type {Message} from '../messages.ts';

/** The privacy page. What stands between asterisks is printed in bold. */
export const privacy = {
  'privacy.description': 'What {name} keeps of a subscriber, why, and for how long.',
  'privacy.lead': '{name} keeps what it needs to send you papers, and nothing about how you read them.',
  'privacy.who': 'Who is responsible',
  'privacy.operator': 'The operator of this instance of {name}.',
  'privacy.operatorAt': 'The operator of this instance of {name}: {address}.',
  'privacy.questions': 'Questions: {link}.',
  'privacy.kept': 'What we keep, why, and for how long',
  'privacy.address': '*Your address*, to send you what you asked for. Until you delete it.',
  'privacy.settings': [
    '*Your settings and feedback*: topics, words to avoid, whom you follow, papers you asked for more or ',
    'less of, delivery time, days, time zone, language, a pause. Until you change or delete them.',
  ],
  'privacy.library': [
    '*Your library*, if you bring one: the arXiv IDs in it and the words that set it apart, never the file. ',
    'Until you delete it.',
  ],
  'privacy.suggestions': [
    '*Which papers you suggested*, under a number, until the editor has decided; how many in a week, for ',
    'that week. No edition says who suggested a paper.',
  ],
  'privacy.consent': [
    '*Your consent*: the words you agreed to, when you signed up, when you confirmed and through which ',
    'form. Kept as long as your address, as proof of consent (GDPR article 7).',
  ],
  'privacy.editions': [
    '*Which editions you received*, stored under a number instead of your address, so none is sent twice. ',
    'Kept permanently; after deletion the number identifies nobody.',
  ],
  'privacy.signUps': [
    '*That an address signed up*, and from which IP address, as a fingerprint that cannot be read back, ',
    'so that no one can flood an inbox. At most a day.',
  ],
  'privacy.unconfirmed': {
    one: '*A request that is not confirmed* is deleted after {n} day, within a day more.',
    other: '*A request that is not confirmed* is deleted after {n} days, within a day more.',
  },
  'privacy.newAddress': {
    one: '*Another address you ask for*, until both inboxes agree, {n} day at most.',
    other: '*Another address you ask for*, until both inboxes agree, {n} days at most.',
  },
  'privacy.oldAddress': {
    one: '*The address before a change*, for the {n} day in which its inbox can undo it.',
    other: '*The address before a change*, for the {n} days in which its inbox can undo it.',
  },
  'privacy.never': [
    '*That an address wants no confirmation email*, as a fingerprint that cannot be read back, if you say ',
    'so in one. Until you ask the operator to lift it.',
  ],
  'privacy.left': [
    '*After you unsubscribe* your record stays, marked as unsubscribed, so that no import adds you again. ',
    'If you delete it, only a fingerprint stays, for the same reason.',
  ],
  'privacy.leftFor': {
    one: [
      '*After you unsubscribe* your record stays for {n} day, marked as unsubscribed, so that no import ',
      'adds you again. After that, or once you delete it, only a fingerprint stays, for the same reason.',
    ],
    other: [
      '*After you unsubscribe* your record stays for {n} days, marked as unsubscribed, so that no import ',
      'adds you again. After that, or once you delete it, only a fingerprint stays, for the same reason.',
    ],
  },
  'privacy.notKept': 'What we do not keep',
  'privacy.noTracking': [
    'No cookies (the operator’s own login is the one there is), no tracking pixels, no links that count ',
    'clicks, no profile of what you read.',
  ],
  'privacy.pictures': [
    'The pictures in the emails are those of papers. Each comes from this site, under one URL for all ',
    'readers, so loading it does not tell which reader it was.',
  ],
  'privacy.picturesAndLogo': [
    'The pictures in the emails are those of papers and the logo. Each comes from this site, under one URL ',
    'for all readers, so loading it does not tell which reader it was.',
  ],
  'privacy.logo': [
    'The one picture in the emails is the logo. It comes from this site, under one URL for all readers, ',
    'so loading it does not tell which reader it was.',
  ],
  'privacy.log': 'The log of this site has no email addresses, no personal links and no IP addresses.',
  'privacy.others': 'Who else sees your data',
  'privacy.resend': '{link} delivers the emails, and sees your address and what is in them.',
  'privacy.smtp': 'The operator’s mail server delivers the emails.',
  'privacy.outbox': 'This instance sends no email; it writes it to a folder.',
  'privacy.host': 'The provider that hosts this server.',
  'privacy.nobody': 'No one else: nothing on these pages or in the emails is loaded from anywhere else.',
  'privacy.rights': 'Your rights',
  'privacy.byLink': [
    'With the link “Change topics and schedule” in every email, without a login: see and change what you ',
    'get, and pause. Since emails are forwarded, downloading or deleting everything and revoking links ',
    'take a second link, sent to your inbox, which works for one hour; a change of address is asked of ',
    'both inboxes.',
  ],
  'privacy.leave': 'Unsubscribe at any time with one click in any email, however old.',
  'privacy.reply': 'Or reply to any email, if its sender accepts replies.',
  'privacy.write': 'Or write to the address above; a person reads it.',
  'privacy.complain': 'You may also complain to the data protection authority where you live.',
} as const satisfies Record<string, Message>;
