import type {ReadingLists} from '../editions/learning/reading-list-store.ts';
import type {LinkKeys} from '../subscribers/tokens.ts';
import {type MendSubscriberDeps, mendSubscriber} from '../use-cases/damage/mend-subscriber.ts';
import {addSubscriber} from '../use-cases/subscribers/add-subscriber.ts';
import {changePreferences} from '../use-cases/subscribers/change-preferences.ts';
import {type ConfirmDeps, confirmSubscription} from '../use-cases/subscribers/confirm-subscription.ts';
import {type ExportDataDeps, exportSubscriberData} from '../use-cases/subscribers/data/data-export.ts';
import {downloadData} from '../use-cases/subscribers/data/download-data.ts';
import {type ListSuppressedDeps, listSuppressed} from '../use-cases/subscribers/data/list-suppressed.ts';
import {deliveriesOf} from '../use-cases/subscribers/data/load-deliveries.ts';
import {type LoadFatesDeps, loadFates} from '../use-cases/subscribers/data/load-fates.ts';
import {loadOrigins} from '../use-cases/subscribers/data/load-origins.ts';
import {type EraseDeps, eraseSubscriber} from '../use-cases/subscribers/erase-subscriber.ts';
import {exportSubscribers} from '../use-cases/subscribers/export-subscribers.ts';
import {giveOpinion} from '../use-cases/subscribers/give-opinion.ts';
import {importSubscribers} from '../use-cases/subscribers/import/import-subscribers.ts';
import type {KeepLibrariesDeps} from '../use-cases/subscribers/import/keep-libraries.ts';
import {previewImport} from '../use-cases/subscribers/import/preview-import.ts';
import {expireUnconfirmed} from '../use-cases/subscribers/keeping/expire-unconfirmed.ts';
import {type ForgetLeftDeps, forgetLeft} from '../use-cases/subscribers/keeping/forget-left.ts';
import {type AcceptLibraryDeps, acceptLibrary} from '../use-cases/subscribers/library/accept-library.ts';
import {type ForgetLibraryDeps, forgetLibrary} from '../use-cases/subscribers/library/forget-library.ts';
import {type KeepLibraryDeps, keepLibrary} from '../use-cases/subscribers/library/keep-library.ts';
import {loadLibrary} from '../use-cases/subscribers/library/load-library.ts';
import {type LoadNewsDeps, loadNews} from '../use-cases/subscribers/library/load-news.ts';
import {type ProposeLibraryDeps, proposeLibrary} from '../use-cases/subscribers/library/propose-library.ts';
import {type WeighLibraryDeps, weighLibrary} from '../use-cases/subscribers/library/weigh-library.ts';
import {type BlockAddressDeps, blockAddress} from '../use-cases/subscribers/links/block-address.ts';
import {type BlockByOperatorDeps, blockByOperator} from '../use-cases/subscribers/links/block-by-operator.ts';
import {type ChangeFeedDeps, changeFeed} from '../use-cases/subscribers/links/change-feed.ts';
import {findFeed} from '../use-cases/subscribers/links/find-feed.ts';
import {type LoadFeedDeps, loadFeed} from '../use-cases/subscribers/links/load-feed.ts';
import {type ImportBlockDeps, loadImportBlock} from '../use-cases/subscribers/links/load-import-block.ts';
import {requestInboxLink} from '../use-cases/subscribers/links/request-inbox-link.ts';
import {revokeLinks} from '../use-cases/subscribers/links/revoke-links.ts';
import {sendManageLink} from '../use-cases/subscribers/links/send-manage-link.ts';
import {type UnblockAddressDeps, unblockAddress} from '../use-cases/subscribers/links/unblock-address.ts';
import {loadStats} from '../use-cases/subscribers/load-stats.ts';
import {
  findByLink,
  findNumberByLink,
  findSubscriber,
  inspectSubscriber,
  loadSubscriber,
} from '../use-cases/subscribers/load-subscriber.ts';
import {
  type CompleteChangesDeps,
  completeAddressChanges,
} from '../use-cases/subscribers/move/complete-address-changes.ts';
import {
  agreeToAddressChange,
  confirmAddressChange,
} from '../use-cases/subscribers/move/confirm-address-change.ts';
import {keepAddress} from '../use-cases/subscribers/move/keep-address.ts';
import {requestAddressChange} from '../use-cases/subscribers/move/request-address-change.ts';
import {undoAddressChange} from '../use-cases/subscribers/move/undo-address-change.ts';
import {loadReadingList} from '../use-cases/subscribers/reading-list/load-reading-list.ts';
import {type SavePaperDeps, savePaper} from '../use-cases/subscribers/reading-list/save-paper.ts';
import {recordLeaveReason} from '../use-cases/subscribers/record-leave-reason.ts';
import {type SubscribeDeps, subscribe} from '../use-cases/subscribers/subscribe.ts';
import {undoUnsubscribe} from '../use-cases/subscribers/undo-unsubscribe.ts';
import {unsubscribe} from '../use-cases/subscribers/unsubscribe.ts';
import {bindDeps} from './bind-deps.ts';

/** What the use cases about a subscription need together. */
export type SubscriptionDeps = SubscribeDeps &
  ConfirmDeps &
  EraseDeps &
  ForgetLeftDeps &
  ExportDataDeps &
  CompleteChangesDeps &
  MendSubscriberDeps &
  KeepLibraryDeps &
  KeepLibrariesDeps &
  ProposeLibraryDeps &
  AcceptLibraryDeps &
  WeighLibraryDeps &
  ForgetLibraryDeps &
  LoadNewsDeps &
  ChangeFeedDeps &
  LoadFeedDeps &
  SavePaperDeps & {readingLists: ReadingLists} & BlockAddressDeps &
  UnblockAddressDeps &
  BlockByOperatorDeps &
  ListSuppressedDeps &
  LoadFatesDeps &
  ImportBlockDeps & {readingLists: ReadingLists; linkKeys: LinkKeys; instanceId: string};

/** What a person or an operator may do about a subscription. */
export const wireSubscribers = (deps: SubscriptionDeps) =>
  bindDeps(deps, {
    subscribe,
    confirm: confirmSubscription,
    changePreferences,
    giveOpinion,
    keepLibrary,
    proposeLibrary,
    acceptLibrary,
    weighLibrary,
    forgetLibrary,
    library: loadLibrary,
    news: loadNews,
    savePaper,
    changeFeed,
    feedKey: findFeed,
    ownFeed: loadFeed,
    readingList: loadReadingList,
    requestAddressChange,
    confirmAddressChange,
    agreeToAddressChange,
    completeAddressChanges,
    undoAddressChange,
    keepAddress,
    requestInboxLink,
    downloadData,
    blockAddress,
    unblockAddress,
    blockByOperator,
    suppressed: listSuppressed,
    importBlock: loadImportBlock,
    revokeLinks,
    sendManageLink,
    unsubscribe,
    undoUnsubscribe,
    recordLeaveReason,
    erase: eraseSubscriber,
    exportData: exportSubscriberData,
    add: addSubscriber,
    import: importSubscribers,
    previewImport,
    export: exportSubscribers,
    expireUnconfirmed,
    forgetLeft,
    load: loadSubscriber,
    find: findSubscriber,
    inspect: inspectSubscriber,
    mend: mendSubscriber,
    findByLink,
    findNumberByLink,
    deliveries: deliveriesOf,
    fates: loadFates,
    stats: loadStats,
    origins: loadOrigins,
  });
