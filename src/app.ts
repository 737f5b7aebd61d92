import {runWhatIsDue} from './use-cases/sending/run-what-is-due.ts';
import {bindDeps} from './wiring/bind-deps.ts';
import {wireEditions} from './wiring/editions.ts';
import {type Foundation, type Intercept, type Opening, openFoundation} from './wiring/foundation.ts';
import {wireInstance} from './wiring/instance.ts';
import {wireOperations} from './wiring/operations.ts';
import {wireOperators} from './wiring/operators.ts';
import {wireOrders} from './wiring/orders.ts';
import {wirePapers} from './wiring/papers/papers.ts';
import {wireSending} from './wiring/sending.ts';
import {wireSubscribers} from './wiring/subscribers.ts';
import {tellEvents} from './wiring/tell-events.ts';
import {wireTelling} from './wiring/telling.ts';
import {wireToday} from './wiring/today.ts';

export type {Intercept, Opening};
export type Paperboy = ReturnType<typeof wirePaperboy>;

/** Opens every store on one Redis and hands out the use cases by group; the stores stay private. */
export const openPaperboy = async (opening: Opening): Promise<Paperboy> =>
  wirePaperboy(await openFoundation(opening));

/** The one place that wires. */
export const wirePaperboy = (foundation: Foundation) => {
  const {config, redisUrl, link, clock, log, letterhead, templatesDir, linkKeys, feedBase, problems} =
    foundation;
  return {
    ...{config, redisUrl, link, clock, log, letterhead, templatesDir, linkKeys, feedBase, problems},
    ...wireGroups(foundation),
    close: () => close(foundation),
  };
};

const wireGroups = (foundation: Foundation) => {
  const papers = wirePapers(foundation);
  const editions = wireEditions(foundation, papers);
  const sending = wireSending(foundation);
  const {requestLetter, sendLatest, sendLastLetter, reconcile} = sending;
  const telling = wireTelling(foundation, sending);
  const subscribers = tellEvents(
    wireSubscribers({
      ...foundation,
      ...{requestLetter, sendLatest, sendLastLetter},
      openUnderstandLibrary: papers.openUnderstandLibrary,
    }),
    {tell: telling.tellOfSubscriber, noteSignUp: foundation.meters.noteSignUp},
  );
  const orders = wireOrders(foundation, reconcile);
  const operations = wireOperations(foundation, sending, telling);
  const {runWhatIsDue: run} = bindDeps(
    {
      ...{...foundation, ...sending, ...subscribers, ...papers, ...operations},
      ...{
        loadStatus: sending.status,
        collectPapers: papers.collect,
        collectAndBuild: editions.collectAndBuild,
      },
    },
    {runWhatIsDue},
  );
  const instance = wireInstance(foundation);
  return {
    ...{
      papers,
      editions,
      subscribers,
      orders,
      operations,
      operators: wireOperators(foundation),
      instance,
      telling,
      today: wireToday(foundation),
    },
    sending: {...sending, runWhatIsDue: run},
  };
};

const close = async ({transport, queues, redis, link, traces}: Foundation): Promise<void> => {
  link.close();
  try {
    await transport.close();
  } finally {
    await traces.close();
    await queues.close();
    await redis.quit();
  }
};
