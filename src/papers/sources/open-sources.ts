import type {Clock} from '../../clock.ts';
import type {Config} from '../../config.ts';
import type {Redis} from '../../redis/redis.ts';
import {arxiv} from './arxiv/arxiv.ts';
import {huggingFace} from './hugging-face/hugging-face.ts';
import type {PaperSource} from './paper-source.ts';

/** The sources that the configuration names, in its order. */
export const openSources = ({
  config,
  redis,
  prefix,
  clock,
}: {
  config: Config;
  redis: Redis;
  prefix: string;
  clock: Clock;
}): PaperSource[] =>
  config.SOURCES.map(name =>
    name === 'arxiv'
      ? arxiv({redis, prefix, url: config.ARXIV_URL, categories: config.ARXIV_CATEGORIES, clock})
      : huggingFace({url: config.HUGGING_FACE_URL, clock}),
  );
