import type {Overdue} from '../delivery/find-what-is-due.ts';
import type {Ledger} from '../delivery/ledger.ts';
import type {OrderOutcome, OrderToEdition} from '../delivery/orders.ts';
import type {EditionStatus} from '../delivery/progress.ts';
import type {Curation} from '../editions/curation.ts';
import type {DecideOutcome, SuggestionDecision} from '../editions/decide-suggestion.ts';
import type {EditionId} from '../editions/edition.ts';
import type {ListedSuggestion} from '../editions/list-suggestions.ts';
import type {Editions} from '../editions/store.ts';
import type {OperatorLogins} from '../ops/operator-logins.ts';
import type {Queues} from '../queues.ts';

type Order = Omit<OrderToEdition, 'now'>;

type CallOff = {edition: EditionId; who: string; why: string | null};

/** What the admin page asks of the house: the verbs of the operator's commands, and no others. */
export type OperatingRooms = {
  logins: OperatorLogins;
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'globalStop' | 'order'>;
  queues: Pick<Queues, 'hasDeliveryWorker'>;
  /** Null for an edition that is neither built nor skipped. */
  status(edition: EditionId): Promise<EditionStatus | null>;
  curationOf(edition: EditionId): Promise<Curation>;
  findOverdue(): Promise<Overdue[]>;
  pause(order: Order): Promise<OrderOutcome>;
  resume(order: Order): Promise<OrderOutcome>;
  cancel(order: Order): Promise<OrderOutcome>;
  /** False when it was so before. */
  stopEverything(order: Omit<Order, 'edition'>): Promise<boolean>;
  resumeEverything(order: Omit<Order, 'edition'>): Promise<boolean>;
  callOffResend(
    order: CallOff,
  ): Promise<{kind: 'called-off'; run: number; planned: number} | {kind: 'refused'; reason: string}>;
  listSuggestions(): Promise<{waiting: ListedSuggestion[]}>;
  decideSuggestion(decision: SuggestionDecision): Promise<DecideOutcome>;
};
