import {safeHttpsUrl} from './links.ts';

/** The hosts that sources serve pictures of papers from: Hugging Face's alone so far. */
const HOSTS = ['cdn-thumbnails.huggingface.co'];

/**
 * Where a source serves the picture of a paper; null for an address on any other host, so that nothing else
 * is ever asked for.
 */
export const thumbnailUrl = (raw: unknown): string | null => {
  const url = safeHttpsUrl(raw);
  return url !== null && HOSTS.includes(new URL(url).hostname) ? url : null;
};
