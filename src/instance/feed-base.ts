import {isIP} from 'node:net';
import type {Redis} from '../redis/redis.ts';

export type FeedBaseToOpen = {
  redis: Redis;
  prefix: string;
  instanceId: string;
  /** Where the pages are reached now, without a slash at the end. */
  publicUrl: string;
  /** Where they were reached when the instance was claimed; null where it was not. */
  lastPublicUrl: () => Promise<string | null>;
  /** Whether there is an edition that a feed may have shown. */
  hasEditions: () => Promise<boolean>;
  now: number;
};

/**
 * What the ids of all feeds and their entries begin with: made once and kept, so that another PUBLIC_URL
 * makes no entry unread again. A tag URI (RFC 4151), or the address of the pages for an instance whose feeds
 * were read before there was this: their ids stay as they are.
 */
export const openFeedBase = async (opening: FeedBaseToOpen): Promise<string> => {
  const {redis, prefix} = opening;
  const key = `${prefix}:{instance}`;
  const stored = await redis.hget(key, 'feedBase');
  if (stored !== null) return stored;
  await redis.hsetnx(key, 'feedBase', await newFeedBase(opening));
  return (await redis.hget(key, 'feedBase')) ?? '';
};

const newFeedBase = async (opening: FeedBaseToOpen): Promise<string> => {
  const {publicUrl, lastPublicUrl, instanceId, now, hasEditions} = opening;
  if (await hasEditions()) return (await lastPublicUrl()) ?? publicUrl;
  const day = new Date(now).toISOString().slice(0, 10);
  return `tag:${authorityOf(publicUrl)},${day}:${instanceId}`;
};

/** A name of the DNS, as the rule for `authorityName` has it; IPv6 has no place in it. */
const authorityOf = (publicUrl: string): string => {
  const host = new URL(publicUrl).hostname;
  return isIP(host.replace(/[[\]]/g, '')) === 6 ? 'localhost' : host;
};
