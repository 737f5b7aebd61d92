import {expect, test} from 'vitest';
import {bodyFor} from '../../../src/ops/telling/alert-body.ts';
import type {Message} from '../../../src/ops/telling/message.ts';

const sender = {name: 'Papers', instance: 'i7k2ab', adminUrl: 'https://papers.example.org/admin'};
const message: Message = {
  channel: 'alert',
  ...{type: 'trouble.started', at: Date.parse('2026-03-13T12:00:00Z'), attempts: 0},
  data: {key: 'paused:2026-03-12', line: '2026-03-12 is paused: <b> & @everyone.'},
};

const body = (url: string) => JSON.parse(bodyFor(url, message, sender));

test('Slack gets a text in which nothing is markup', () => {
  expect(body('https://hooks.slack.com/services/T0/B0/x')).toEqual({
    text: 'Papers: 2026-03-12 is paused: &lt;b&gt; &amp; @everyone. https://papers.example.org/admin',
  });
});

test('Discord gets a content that calls nobody', () => {
  expect(body('https://discord.com/api/webhooks/1/x')).toEqual({
    content: 'Papers: 2026-03-12 is paused: <b> & @everyone. https://papers.example.org/admin',
    allowed_mentions: {parse: []},
  });
});

test('any other gets type, time and data; a host that only looks like Slack too', () => {
  const plain = {
    type: 'trouble.started',
    timestamp: '2026-03-13T12:00:00.000Z',
    data: {...message.data, instance: 'i7k2ab'},
  };
  expect(body('https://alerts.example.org/hook')).toEqual(plain);
  expect(body('https://hooks.slack.com.example.org/services')).toEqual(plain);
  expect(body('https://notdiscord.com/api/webhooks/1/x')).toEqual(plain);
});
