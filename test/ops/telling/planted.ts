import {HOUR, MINUTE} from '../../../src/clock.ts';
import type {EditionStatus} from '../../../src/delivery/runs/edition-status.ts';
import type {TroubleFacts} from '../../../src/ops/telling/find-troubles.ts';
import {idOf} from '../../editions/entries.ts';

const now = Date.parse('2026-03-13T12:00:00Z');
const edition = idOf('2026-03-12');

export const status = (more: Partial<EditionStatus> = {}): EditionStatus => {
  const counts = {audience: 1000, pending: 0, accepted: 1000, failed: 0, excluded: 0, uncertain: 0};
  return {
    ...{edition, state: 'done', reason: null, papers: 20, counts},
    receipts: {delivered: 990, delayed: 0, bounced: 3, complained: 0},
    runs: [
      {
        ...{run: 1, startedAt: '2026-03-13T02:00:00.000Z', finishedAt: null},
        ...{reason: 'scheduled', counts, resend: null},
      },
    ],
    ...{callsPerSecond: null, secondsLeft: null, stopped: null, audit: []},
    ...more,
  };
};

const withCounts = (counts: Partial<EditionStatus['counts']>): EditionStatus =>
  status({counts: {...status().counts, ...counts}});

export const withReceipts = (receipts: Partial<EditionStatus['receipts']>): EditionStatus =>
  status({receipts: {...status().receipts, ...receipts}});

/** All that troubles are found in, on a morning on which all is well. */
export const allWell: TroubleFacts = {
  ...{now, stop: null, overdue: [], statuses: [status()], backOff: null, hasWorker: true},
  waiting: {letters: 0, receipts: 0},
  sources: [
    {
      ...{name: 'hugging-face', askedAt: now - HOUR / 2, answeredAt: now - HOUR / 2, papers: 20},
      ...{isUnreachable: false, reason: null},
    },
  ],
  ...{scheduledAt: now - MINUTE, acceptedAt: now - HOUR, webhookAt: now - HOUR},
  quotas: [{window: 'month', used: 100, limit: 3000}],
  oldest: {mails: null, letters: null, receipts: null},
  isCollectionLate: false,
  redis: {
    ...{version: '7.0.15', policy: 'noeviction', appendOnly: 'yes', usedMemory: 10, mostMemory: 100},
    ...{lastLogWrite: 'ok', role: 'master'},
  },
  ...{expectsWebhooks: true, problems: [], damaged: 0, conflicts: 0, isRewriteFailing: false},
};

const source = {
  ...{name: 'arxiv', askedAt: now, answeredAt: null, papers: 0},
  ...{isUnreachable: true, reason: 'status 503'},
};
export const silence = {delivered: 0, delayed: 0, bounced: 0, complained: 0};

/** Each kind of trouble with what makes it; its key is what it is told under. */
export const planted: [string, Partial<TroubleFacts>][] = [
  ['stop', {stop: {at: now, who: 'ada', reason: 'a wrong template'}}],
  ['late:2026-03-12', {overdue: [{what: 'edition', edition, since: now - HOUR, reason: null}]}],
  ['late:2026-03-12', {overdue: [{what: 'wave', edition, since: now - HOUR, reason: null}]}],
  ['paused:2026-03-12', {statuses: [status({state: 'paused', reason: '60 of 1000 mails bounced'})]}],
  ['attention:2026-03-12', {statuses: [status({state: 'needs-attention', reason: 'it does not balance'})]}],
  ['uncertain:2026-03-12', {statuses: [withCounts({accepted: 990, uncertain: 10})]}],
  ['bounces:2026-03-12', {statuses: [withReceipts({bounced: 21})]}],
  ['complaints:2026-03-12', {statuses: [withReceipts({complained: 2})]}],
  ['webhook:2026-03-12', {statuses: [status({receipts: silence})]}],
  ['quota', {backOff: 'daily_quota_exceeded, until 2026-03-14T00:00:00Z'}],
  ['quota-near:month', {quotas: [{window: 'month', used: 2400, limit: 3000}]}],
  ['scheduler', {scheduledAt: now - 10 * MINUTE}],
  ['worker', {hasWorker: false, waiting: {letters: 1, receipts: 0}}],
  ['source:arxiv', {sources: [source]}],
  ['collection', {isCollectionLate: true}],
  ['redis:n % of its memory is used', {redis: {...allWell.redis, usedMemory: 81}}],
  [
    'redis:n % of the disk that it writes to is used',
    {redis: {...allWell.redis, disk: {free: 9, size: 100}}},
  ],
  ['redis:its AOF cannot be written to disk', {redis: {...allWell.redis, lastLogWrite: 'err'}}],
  ['redis:it is a replica and takes no writes', {redis: {...allWell.redis, role: 'slave'}}],
  ['damaged', {damaged: 1}],
  ['conflicts', {conflicts: 1}],
  ['rewrite', {isRewriteFailing: true}],
  ['setting:POSTAL_ADDRESS', {problems: [{setting: 'POSTAL_ADDRESS', problem: 'is not set', fix: 'set it'}]}],
];
