import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import type {Overdue} from '../../delivery/runs/find-what-is-due.ts';
import type {Curation} from '../../editions/curation/curation.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {DecideOutcome, SuggestionDecision} from '../../editions/suggestions/decide-suggestion.ts';
import type {ListedSuggestion} from '../../editions/suggestions/list-suggestions.ts';
import type {OperatorLogins} from '../../ops/operator-logins.ts';
import type {Queues} from '../../queues.ts';
import type {OrderOutcome, OrderToEdition} from '../../use-cases/orders/edition-orders.ts';

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
