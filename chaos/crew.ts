import type {Opening, Role, Trick} from './messages.ts';
import type {ChaosProcess, Pool} from './processes.ts';
import type {Random} from './seed.ts';

export type Member = {
  role: Role;
  /** `kill -9`; false when it was down just then. */
  kill(): Promise<boolean>;
  /** Stands still for `ms`, as under a debugger or on an overloaded host, then goes on as if nothing were. */
  stall(ms: number): Promise<void>;
  /** SIGTERM, as a deploy does. */
  terminate(): Promise<void>;
};

/** The processes of one newsletter under a supervisor that starts again whatever ends, as a container runtime does. */
export type Crew = {
  members: Member[];
  workers: Member[];
  killAll(): Promise<void>;
  /** Nothing is started again until `release`. */
  hold(): void;
  release(): void;
  /** Sets the clock of every process, now and later ones, this far off. */
  setClock(offsetMs: number): void;
  /** When a process was killed, by us or by itself; ms since 1970. */
  kills: number[];
  /** Processes that ended by themselves with an error. */
  crashes: number;
  /** Resolves when everybody is open for the first time (or died in opening). */
  ready: Promise<void>;
  /** Everybody finishes what is in hand. */
  close(): Promise<void>;
};

export type CrewPlan = {
  pool: Pool;
  roles: Role[];
  opening: Omit<Opening, 'role' | 'trick' | 'clockOffsetMs'>;
  /** What is done to the nth process of a place. */
  trickOf: (place: {role: Role; place: number; start: number}) => Trick | null;
  random: Random;
};

/** How long a close may take; a call may be waiting for an answer that never comes. */
const CLOSE_WITHIN_MS = 8000;

type Shared = {
  isClosing: boolean;
  held: Promise<void>;
  clockOffsetMs: number;
};

export const openCrew = ({pool, roles, opening, trickOf, random}: CrewPlan): Crew => {
  const shared: Shared = {isClosing: false, held: Promise.resolve(), clockOffsetMs: 0};
  const tally: {kills: number[]; crashes: number} = {kills: [], crashes: 0};
  let release: () => void = () => undefined;
  const places = roles.map((role, place) =>
    openPlace({
      pool,
      shared,
      tally,
      restartAfterMs: () => random.whole(50, 400),
      openingOf: start => ({
        ...opening,
        role,
        trick: trickOf({role, place, start}),
        clockOffsetMs: shared.clockOffsetMs,
      }),
    }),
  );
  const members = places.map(({member}, place) => ({...member, role: roles[place] ?? 'worker'}));
  return {
    members,
    workers: members.filter(({role}) => role.endsWith('worker')),
    killAll: async () => {
      await Promise.all(members.map(member => member.kill()));
    },
    hold: () => {
      shared.held = new Promise(resolve => {
        release = resolve;
      });
    },
    release: () => release(),
    setClock: offsetMs => {
      shared.clockOffsetMs = offsetMs;
      for (const {current} of places) current()?.setClock(offsetMs);
    },
    kills: tally.kills,
    get crashes() {
      return tally.crashes;
    },
    ready: Promise.all(places.map(({ready}) => ready)).then(() => undefined),
    close: async () => {
      shared.isClosing = true;
      release();
      await Promise.all(places.map(({close}) => close()));
    },
  };
};

type Place = {
  member: Omit<Member, 'role'>;
  current(): ChaosProcess | null;
  ready: Promise<void>;
  close(): Promise<void>;
};

const openPlace = ({
  pool,
  shared,
  tally,
  restartAfterMs,
  openingOf,
}: {
  pool: Pool;
  shared: Shared;
  tally: {kills: number[]; crashes: number};
  restartAfterMs: () => number;
  openingOf: (start: number) => Opening;
}): Place => {
  let running: ChaosProcess | null = null;
  let isOpened: () => void;
  const ready = new Promise<void>(resolve => {
    isOpened = resolve;
  });

  const liveOnce = async (start: number): Promise<void> => {
    const process = await pool.take();
    if (shared.isClosing) return pool.giveBack(process);
    running = process;
    await process.open(openingOf(start));
    isOpened();
    const {code, signal} = await process.ending;
    running = null;
    if (shared.isClosing) return;
    if (signal === 'SIGKILL') tally.kills.push(Date.now());
    else if (code !== 0) tally.crashes += 1;
    await new Promise(resolve => setTimeout(resolve, restartAfterMs()));
    await shared.held;
  };

  const live = async (): Promise<void> => {
    for (let start = 0; !shared.isClosing; start += 1) await liveOnce(start);
  };
  const living = live();

  const stop = async (signal: NodeJS.Signals): Promise<boolean> => {
    const process = running;
    if (!process) return false;
    process.send(signal);
    await process.ending;
    return true;
  };

  return {
    ready,
    current: () => running,
    member: {
      kill: () => stop('SIGKILL'),
      stall: async ms => {
        const process = running;
        process?.send('SIGSTOP');
        await new Promise(resolve => setTimeout(resolve, ms));
        process?.send('SIGCONT');
      },
      terminate: async () => {
        await stop('SIGTERM');
      },
    },
    close: async () => {
      const process = running;
      if (!process) return living;
      process.send('SIGCONT');
      if (await process.close(CLOSE_WITHIN_MS)) pool.giveBack(process);
      else process.send('SIGKILL');
    },
  };
};
