import type {Random} from '../seed.ts';
import type {Opening, Role, Trick} from './messages.ts';
import {openPost, type Post, type Watch} from './post.ts';
import type {Pool} from './processes.ts';

export type Member = {
  role: Role;
  /** `kill -9`; false when it was down just then. */
  kill(): Promise<boolean>;
  /** Stands still for `ms`, as under a debugger or on an overloaded host, then goes on as if nothing were. */
  stall(ms: number): Promise<void>;
  /** SIGTERM, as a deploy does. */
  terminate(): Promise<void>;
};

/**
 * The processes of one newsletter under a supervisor that starts again whatever ends, as a container runtime
 * does.
 */
export type Crew = {
  members: Member[];
  workers: Member[];
  killAll(): Promise<void>;
  /** Nothing is started again until `release`. */
  hold(): void;
  release(): void;
  /** Sets the clock of every process, now and later ones, this far off. */
  setClock(offsetMs: number): void;
  /** What was killed and what crashed so far. */
  watch: Readonly<Pick<Watch, 'kills' | 'crashes' | 'failedStarts'>>;
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
  trickOf: (where: {role: Role; place: number; start: number}) => Trick | null;
  random: Random;
  /** How far the first processes' clocks are off, ms. */
  clockOffsetMs: number;
};

export const openCrew = ({pool, roles, opening, trickOf, random, clockOffsetMs}: CrewPlan): Crew => {
  const watch: Watch = {
    isClosing: false,
    held: Promise.resolve(),
    clockOffsetMs,
    kills: [],
    crashes: 0,
    failedStarts: 0,
  };
  const openingOf = (role: Role, place: number) => (start: number) => ({
    ...opening,
    role,
    trick: trickOf({role, place, start}),
    clockOffsetMs: watch.clockOffsetMs,
  });
  const posts = roles.map((role, place) => ({
    role,
    post: openPost({
      pool,
      watch,
      restartAfterMs: () => random.whole(50, 400),
      openingOf: openingOf(role, place),
    }),
  }));
  const members = posts.map(({role, post}) => toMember(role, post));
  const latch = openLatch(watch);
  return {
    members,
    workers: members.filter(({role}) => role.endsWith('worker')),
    killAll: async () => {
      await Promise.all(members.map(member => member.kill()));
    },
    ...latch,
    setClock: offsetMs => {
      watch.clockOffsetMs = offsetMs;
      for (const {post} of posts) post.setClock(offsetMs);
    },
    watch,
    ready: Promise.all(posts.map(({post}) => post.ready)).then(() => undefined),
    close: async () => {
      watch.isClosing = true;
      latch.release();
      await Promise.all(posts.map(({post}) => post.close()));
    },
  };
};

const toMember = (role: Role, {end, stall}: Post): Member => ({
  role,
  kill: () => end('SIGKILL'),
  stall,
  terminate: async () => {
    await end('SIGTERM');
  },
});

const openLatch = (watch: Watch): Pick<Crew, 'hold' | 'release'> => {
  let release: () => void = () => undefined;
  return {
    hold: () => {
      watch.held = new Promise(resolve => {
        release = resolve;
      });
    },
    release: () => release(),
  };
};
