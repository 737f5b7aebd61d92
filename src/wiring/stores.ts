import {DAY} from '../clock.ts';
import {type Ledger, openLedger} from '../delivery/ledger/ledger.ts';
import {openLetterDoubts} from '../delivery/letters/letter-doubts.ts';
import {openLetterRequests} from '../delivery/letters/letter-requests.ts';
import {openToldNews} from '../delivery/news/told-store.ts';
import {openInbox} from '../delivery/receipts/inbox.ts';
import {openArchive} from '../editions/archive.ts';
import {openCurations} from '../editions/curation/curation-store.ts';
import {openEditions} from '../editions/edition-store.ts';
import {openLibraries} from '../editions/learning/library-store.ts';
import {openReadingLists} from '../editions/learning/reading-list-store.ts';
import {openSpaces} from '../editions/learning/space-store.ts';
import type {Packing} from '../editions/packed.ts';
import {openSuggestions} from '../editions/suggestions/suggestion-store.ts';
import {openAudienceRecords} from '../ops/audience-series.ts';
import type {NoteDamage} from '../ops/damage.ts';
import {openLastTimes} from '../ops/last-times.ts';
import {openOperatorAudit} from '../ops/operator-audit.ts';
import {openOperatorLogins} from '../ops/operator-logins.ts';
import {openSeenProxy} from '../ops/seen-proxy.ts';
import {openTidyRecords} from '../ops/tidy-record.ts';
import {openCatalogue} from '../papers/catalogue/catalogue.ts';
import {openNews} from '../papers/catalogue/news/news-store.ts';
import type {Redis} from '../redis/redis.ts';
import {openSignUpLimits} from '../subscribers/sign-up/sign-up-limits.ts';
import {openFeedKeys} from '../subscribers/store/links/feed-keys.ts';
import {openSubscribers} from '../subscribers/store/subscriber-store.ts';

export type Stores = ReturnType<typeof openStores>;

export type StoresToOpen = {
  redis: Redis;
  prefix: string;
  /** `openInstance`'s: with another one no address is found. */
  addressPepper: string;
  /** Gives that many random bytes. */
  random: (sizeBytes: number) => Buffer;
  /** For how many days it is kept how a letter ended. */
  keepLettersDays: number;
  /** When a backup was restored here (ms since 1970), or null. */
  restoredAt: number | null;
  /** Told of records that cannot be read. */
  noteDamage: NoteDamage;
  packing: Packing;
  /** The fault injection of the chaos bench; the product passes nothing. */
  interceptLedger?: (ledger: Ledger) => Ledger;
};

/** Everything that is kept of an instance, on one Redis. Opening writes nothing. */
export const openStores = ({
  redis,
  prefix,
  addressPepper,
  random,
  keepLettersDays,
  restoredAt,
  noteDamage,
  packing,
  interceptLedger = ledger => ledger,
}: StoresToOpen) => {
  const place = {redis, prefix};
  const editions = openEditions({...place, noteDamage, packing});
  const suggestions = openSuggestions(place);
  const libraries = openLibraries(place);
  const readingLists = openReadingLists(place);
  const feedKeys = openFeedKeys({...place, random});
  const toldNews = openToldNews(place);
  return {
    catalogue: openCatalogue({...place, noteDamage}),
    news: openNews(place),
    toldNews,
    subscribers: openSubscribers({...place, addressPepper, random, noteDamage}),
    limits: openSignUpLimits({...place, pepper: addressPepper}),
    editions,
    archive: openArchive({...place, editions}),
    curations: openCurations(place),
    suggestions,
    spaces: openSpaces(place),
    libraries,
    readingLists,
    feedKeys,
    /** What goes with a reader's record, and into their data by these names. */
    keptOfReaders: {library: libraries, saved: readingLists, feed: feedKeys, news: toldNews, suggestions},
    ledger: interceptLedger(openLedger({...place, restoredAt})),
    inbox: openInbox({...place, noteDamage}),
    letterDoubts: openLetterDoubts(place),
    letterRequests: openLetterRequests({...place, noteDamage, rememberedMs: keepLettersDays * DAY}),
    audience: openAudienceRecords(place),
    operatorAudit: openOperatorAudit(place),
    seenProxy: openSeenProxy(place),
    lastTimes: openLastTimes(place),
    tidyRecords: openTidyRecords(place),
    logins: openOperatorLogins({...place, pepper: addressPepper}),
  };
};
