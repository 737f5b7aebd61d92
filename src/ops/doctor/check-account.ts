import type {AccountAnswer} from './account-answer.ts';
import {type Check, error, ok, warning} from './check.ts';

const ABOUT = 'Resend';

/** Whether the account will take mail from these domains. */
export const checkAccountAnswer = (answer: AccountAnswer, senders: string[]): Check[] => {
  switch (answer.kind) {
    case 'domains':
      return senders.map(sender => checkDomain(sender, answer.domains));
    case 'sending-only':
      return [ok(ABOUT, 'sending-only key; cannot check whether domains are verified')];
    case 'refused':
      return [
        error(ABOUT, `the key is refused: ${answer.reason}`, 'set RESEND_API_KEY to a key of the account'),
      ];
    case 'no-answer':
      return [
        error(
          ABOUT,
          `no answer: ${answer.reason}`,
          'check RESEND_BASE_URL, the network and the status of Resend',
        ),
      ];
  }
};

const checkDomain = (sender: string, domains: {name: string; status: string}[]): Check => {
  const found = domains.find(({name}) => name.toLowerCase() === sender);
  if (!found)
    return error(ABOUT, `${sender} is not a domain of this account`, 'add it at Resend, and its DNS records');
  if (found.status === 'verified') return ok(ABOUT, `key accepted; ${sender} is verified`);
  return warning(ABOUT, `${sender} is ${found.status.slice(0, 40)}`, 'add its DNS records and verify it');
};
