import type {Message} from './message.ts';

/** What a message is about, beside itself. */
export type Sender = {name: string; instance: string; adminUrl: string};

/** What is posted to ALERT_URL or EVENTS_URL: the form that its host reads, as JSON. */
export const bodyFor = (url: string, message: Message, sender: Sender): string => {
  const {hostname, pathname} = new URL(url);
  const text = `${sentenceOf(message, sender)} ${sender.adminUrl}`;
  if (hostname === 'hooks.slack.com') return JSON.stringify({text: forSlack(text)});
  if (/^(.+\.)?discord(app)?\.com$/.test(hostname) && pathname.startsWith('/api/webhooks/'))
    return JSON.stringify({content: text.slice(0, MAX_DISCORD), allowed_mentions: {parse: []}});
  return JSON.stringify({
    type: message.type,
    timestamp: new Date(message.at).toISOString(),
    data: {...message.data, instance: sender.instance},
  });
};

/** The most that Discord takes (discord.com/developers, "Execute Webhook"). */
const MAX_DISCORD = 2000;

/** What would be a link, a channel or a mention (api.slack.com, "Formatting text"). */
const forSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `Papers: 2026-03-12 is paused.`, or that it is over. */
export const sentenceOf = ({type, data}: Message, {name}: Sender): string =>
  `${name}: ${type === 'trouble.ended' ? 'Over: ' : ''}${data.line ?? type}`;
