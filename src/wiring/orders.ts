import {randomUUID} from 'node:crypto';
import type {Clock} from '../clock.ts';
import type {Ledger} from '../delivery/ledger/ledger.ts';
import type {Resend} from '../delivery/resend/plan-resend.ts';
import type {Redis} from '../redis.ts';
import {
  cancelEdition,
  type OrderRooms,
  type OrderToEdition,
  pauseEdition,
  resumeEdition,
  resumeEverything,
  stopEverything,
} from '../use-cases/orders/edition-orders.ts';
import {callOffResend} from '../use-cases/sending/resend-edition.ts';

type Order = Omit<OrderToEdition, 'now'>;

export type OrderWiring = OrderRooms & {
  redis: Redis;
  prefix: string;
  ledger: Ledger;
  clock: Clock;
};

/** What an operator may order of a sending that is under way, wired for app.ts. */
export const wireOrderVerbs = ({clock, ...rooms}: OrderWiring) => {
  const now = () => ({now: clock.now()});
  return {
    pause: (order: Order) => pauseEdition(rooms, {...order, ...now()}),
    resume: (order: Order) => resumeEdition(rooms, {...order, ...now()}),
    cancel: (order: Order) => cancelEdition(rooms, {...order, ...now()}),
    stopEverything: (order: Omit<Order, 'edition'>) => stopEverything(rooms, {...order, ...now()}),
    resumeEverything: (order: Omit<Order, 'edition'>) => resumeEverything(rooms, {...order, ...now()}),
    callOffResend: (wanted: Pick<Resend, 'edition' | 'who' | 'why'>) =>
      callOffResend({...rooms, ...now()}, {...wanted, token: randomUUID()}),
  };
};
