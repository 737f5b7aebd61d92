import type {Message} from '../messages.ts';

/** The letters to one person about their subscription. */
export const letters = {
  'letter.linkBelow': '{label}:',
  'letter.sentBy': 'Sent by {name}, {link}',
  'letter.sentFrom': 'Sent by {name}, {link}, {address}',
  'letter.oneHour': 'The link works for one hour.',
  'letter.wantToStop': 'Want to stop?',
  'letter.leave': 'Unsubscribe with one click',
  'letter.never': 'Never write to this address again',
  'letter.validFor': {
    one: 'The link is valid for one day. Not you? Ignore this email and no other will come.',
    other: 'The link is valid for {n} days. Not you? Ignore this email and no other will come.',
  },

  'letter.confirm.subject': 'Confirm your subscription to {name}',
  'letter.confirm.heading': 'Confirm your subscription',
  'letter.confirm.preheader': 'Confirm your address to start receiving trending research papers.',
  'letter.confirm.asked': [
    'Someone, most likely you, asked for {name} at this address: ',
    'each day’s trending research papers.',
  ],
  'letter.confirm.button': 'Confirm subscription',
  'letter.confirm.what': 'What you get',
  'letter.confirm.comes': [
    'One email per edition. Three papers with a summary, the others in one line each. ',
    'Each paper says why you got it: a topic you follow, or its upvotes.',
  ],
  'letter.confirm.when': 'When',
  'letter.confirm.changes': [
    'After confirming you can choose another hour, days and topics. ',
    'Every email has a link that ends it, with one click and no login.',
  ],
  'letter.confirm.ifAgain': 'Do you not want such emails?',
  'letter.confirm.onPage': 'The page behind the button can end them for good.',
  'letter.confirm.why': [
    'You received this one email because your address was entered in the sign-up form of the site below.',
  ],

  'letter.welcome.subject': 'You are subscribed to {name}',
  'letter.welcome.heading': 'You are subscribed',
  'letter.welcome.pick': 'Pick a first topic',
  'letter.welcome.how': [
    'Papers on topics you follow come first, each with the reason. ',
    'Each link opens your settings with that topic ticked; save it there.',
  ],
  'letter.welcome.howInText': 'Papers on topics you follow come first, each with the reason.',
  'letter.welcome.named': 'Among the topics are {topics}.',
  'letter.welcome.all': 'Choose your schedule and topics',
  'letter.welcome.notForYou': 'Not for you after all?',
  'letter.welcome.why': [
    'You received this email because you confirmed your subscription. Keep it for its links.',
  ],

  'letter.manage.subject': 'Manage your {name} subscription',
  'letter.manage.heading': 'Manage your subscription',
  'letter.manage.preheader': 'Choose your delivery time, days and topics, or unsubscribe.',
  'letter.manage.asked': [
    'Someone, most likely you, asked for the link to this subscription. ',
    'Use it to choose what you get and when.',
  ],
  'letter.manage.button': 'Change settings',
  'letter.manage.why': [
    'You received this email because the link was requested. ',
    'If this was not you, ignore it; nothing changes.',
  ],

  'letter.goodbye.subject': 'You are unsubscribed from {name}',
  'letter.goodbye.heading': 'You are unsubscribed',
  'letter.goodbye.preheader': 'No more papers will be sent to this address. This email is the last.',
  'letter.goodbye.done': [
    'No more papers will be sent to this address. An email already on its way may still arrive; ',
    'it will be the last.',
  ],
  'letter.goodbye.mistake': 'Unsubscribed by mistake?',
  'letter.goodbye.again': 'Subscribe again',
  'letter.goodbye.stays': 'Every edition stays on the web, without an address:',
  'letter.goodbye.editions': 'All editions',
  'letter.goodbye.why': [
    'You received this one email because the subscription for this address has ended. ',
    'No reply is needed.',
  ],

  'letter.erase-link.subject': 'Delete your data at {name}',
  'letter.erase-link.heading': 'Delete your data',
  'letter.erase-link.asked': [
    'Someone, most likely you, wants all data of this subscription deleted. ',
    'The link leads to a page that asks once more.',
  ],
  'letter.erase-link.button': 'Delete my data',
  'letter.erase-link.preheader': 'The link works for one hour. Nothing is deleted until you use it.',
  'letter.download-link.subject': 'Download your data at {name}',
  'letter.download-link.heading': 'Download your data',
  'letter.download-link.asked': [
    'Someone, most likely you, wants a copy of everything that is kept about this subscription.',
  ],
  'letter.download-link.button': 'Download my data',
  'letter.download-link.preheader': 'The link works once, for one hour.',
  'letter.revoke-link.subject': 'Revoke your links at {name}',
  'letter.revoke-link.heading': 'Revoke all links',
  'letter.revoke-link.asked': [
    'Someone, most likely you, wants the links in all earlier emails to stop working. ',
    'Unsubscribe links keep working; they can do nothing else.',
  ],
  'letter.revoke-link.button': 'Revoke all links',
  'letter.revoke-link.preheader': 'The link works for one hour. Nothing changes until you use it.',
  'letter.inbox.ifNot': [
    'If this was not you, ignore this email and nothing happens. ',
    'Someone has a link from an email you forwarded, though.',
  ],
  'letter.inbox.why': [
    'You received this email because it was requested on the settings page of the subscription for this ',
    'address.',
  ],

  'letter.new.subject': 'Confirm your new address for {name}',
  'letter.new.heading': 'Confirm your new address',
  'letter.new.preheader': 'Confirm to receive your research papers at this address.',
  'letter.new.asked': [
    'Someone, most likely you, wants the research papers from {name} sent to this address from now on. ',
    'We also ask the current address, which may object for a day.',
  ],
  'letter.new.button': 'Use this address',
  'letter.new.validFor': {
    one: [
      'The link is valid for one day. If this was not you, ignore this email ',
      'and no papers will be sent here.',
    ],
    other: [
      'The link is valid for {n} days. If this was not you, ignore this email ',
      'and no papers will be sent here.',
    ],
  },
  'letter.new.ifAgain': 'Not you, and do not want such emails?',
  'letter.new.why': [
    'You received this one email because this address was entered in the settings of a subscription at ',
    'the site below.',
  ],

  'letter.requested.subject': 'Change of address requested for {name}',
  'letter.requested.heading': 'A change of address was requested',
  'letter.requested.preheader': 'Agree if this was you. If not, one click keeps your address.',
  'letter.requested.asked': [
    'Someone, most likely you, wants the research papers from {name} sent to another address. ',
    'It takes effect when you agree here and the new address confirms.',
  ],
  'letter.requested.button': 'Agree to the change',
  'letter.requested.hour': [
    'This link works for one hour. Without it, we write to you again before anything changes.',
  ],
  'letter.requested.ifNot': 'If this was not you, someone has a link from an email you forwarded.',
  'letter.requested.keep': 'Keep this address and revoke all links',
  'letter.old.why': 'You received this email because the papers are currently sent to this address.',

  'letter.notice.subject': 'Your address for {name} changes in one day',
  'letter.notice.heading': 'Your address changes in one day',
  'letter.notice.preheader': 'If this was you, there is nothing to do. If not, keep this address.',
  'letter.notice.asked': [
    'The new address confirmed that it wants the research papers from {name}. One day after this email ',
    'they are sent there, and no longer to this address.',
  ],
  'letter.notice.ifSo': 'If this was you, there is nothing to do.',
  'letter.notice.ifNot': [
    'If this was not you, keep this address. This also revokes the links in all earlier emails.',
  ],
  'letter.notice.button': 'Not me: keep this address',

  'letter.changed.subject': 'Your address for {name} was changed',
  'letter.changed.heading': 'Your address was changed',
  'letter.changed.preheader': [
    'If this was you, there is nothing to do. If not, you can undo it for a week.',
  ],
  'letter.changed.done': [
    'The research papers from {name} are now sent to another address, ',
    'and no longer to this one.',
  ],
  'letter.changed.ending': {
    one: [
      'If this was not you, undo it within one day. The papers then come here again, ',
      'and the other address gets nothing more.',
    ],
    other: [
      'If this was not you, undo it within {n} days. The papers then come here again, ',
      'and the other address gets nothing more.',
    ],
  },
  'letter.changed.button': 'Undo the change',
  'letter.changed.why': ['You received this email because the papers were sent to this address until now.'],
} as const satisfies Record<string, Message>;
