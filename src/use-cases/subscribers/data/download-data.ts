import type {Log} from '../../../log.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import {type ExportDataDeps, exportSubscriberData, type SubscriberData} from './data-export.ts';

export type DownloadDataDeps = ExportDataDeps & {
  subscribers: ExportDataDeps['subscribers'] & Pick<Subscribers, 'usedLinks'>;
  log: Log;
};

/** What a token of scope `download` says. */
export type DownloadData = {number: number; epoch: number; expiresAt: number};

export type DownloadDataResult =
  | {kind: 'data'; data: SubscriberData}
  /** The link was used before. */
  | {kind: 'used'}
  | {kind: 'unknown'};

/** Hands out everything that is kept of a subscriber, once a link. */
export const downloadData = async (
  deps: DownloadDataDeps,
  {number, epoch, expiresAt}: DownloadData,
): Promise<DownloadDataResult> => {
  const onFirstUse = async (kept: SubscriberData): Promise<DownloadDataResult> =>
    (await deps.subscribers.usedLinks.use(number, {scope: 'download', epoch, expiresAt}))
      ? {kind: 'data', data: kept}
      : {kind: 'used'};
  const data = await exportSubscriberData(deps, number);
  const result: DownloadDataResult = data ? await onFirstUse(data) : {kind: 'unknown'};
  deps.log.info({event: 'data.downloaded', outcome: result.kind, subscriber: number}, 'data downloaded');
  return result;
};
