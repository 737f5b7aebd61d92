import type {EditionId} from '../src/editions/edition.ts';
import type {FakeResendProcess} from './fake-resend/process.ts';
import type {FakeResendOptions} from './fake-resend/types.ts';
import type {OpenPaperboy} from './open-with-stores.ts';
import type {Random} from './seed.ts';
import type {Crew} from './world/crew.ts';
import type {Control, Role, Trick} from './world/messages.ts';
import type {ChaosRedis} from './world/redis-server.ts';
import type {RedisKind} from './world/world.ts';

/** What a scenario can lay its hands on while an edition is being sent. */
export type Scene = {
  random: Random;
  crew: Crew;
  redis: ChaosRedis;
  resend: FakeResendProcess;
  /** The operator's own view of the same newsletter. */
  paperboy: OpenPaperboy;
  edition: EditionId;
  /** The pages' address; nobody answers there unless a `web` is among the roles. */
  webUrl: string;
  /** Who should get it. */
  addresses: string[];
  sleep(ms: number): Promise<void>;
  /** Waits until it is so, or until the round's time is up. */
  until(isSo: () => Promise<boolean>): Promise<void>;
  /** Counts a fault that neither a kill nor the fake Resend counts. */
  note(): void;
  /** Makes the round wrong unless it is so: a fault that did not come about proves nothing. */
  insist(isSo: boolean, what: string): void;
  /** Anyone who leaves in mid-send is noted here. */
  left: Set<string>;
};

export type Scenario = {
  /** Names it on the command line. */
  name: string;
  /** What is done, in a few words for the table. */
  says: string;
  /** How many rounds the long form plays. */
  rounds: number;
  /** How many readers it has, unless the command line says otherwise; default 500. */
  readers?: number;
  /** Default: `shared`. */
  redis?: RedisKind;
  /** Who plans the run; default `operator`: it is planned before the faults begin. */
  plannedBy?: 'operator' | 'scheduler';
  /** Default: two workers and a reconciler (or scheduler). At most one `web`: it has the round's port. */
  roles?: Role[];
  /**
   * How far the processes' clock is ahead of the founding of the newsletter, ms: they start that much late.
   */
  startsLateMs?: (random: Random) => number;
  environment?: Record<string, string>;
  fakeResend?: (random: Random) => FakeResendOptions;
  trickOf?: (place: {role: Role; place: number; start: number}, random: Random) => Trick | null;
  /**
   * The faults: from the moment at which the run is planned, or (by the scheduler) at which the processes
   * start.
   */
  play: (scene: Scene) => Promise<void>;
  /**
   * When the round is over; default: nothing of the edition is pending, and anyone who stayed is in its
   * audience.
   */
  isOver?: (scene: Scene) => Promise<boolean>;
  /** What is done once nothing is pending, while the processes still run. */
  afterwards?: (scene: Scene) => Promise<void>;
  /** The addresses that Resend refuses. */
  refused?: (addresses: string[]) => string[];
  /**
   * Nothing can be opened for a while: a process that is started then may end with an error, and is started
   * again.
   */
  mayFailToStart?: boolean;
  /** No more calls than this in any second; judged where it is given. */
  callsASecond?: number;
  /** So many rounds at the same time at most: moments count, and an overloaded machine has others. */
  lanesAtMost?: number;
  /**
   * An open window (docs/chaos.md): what is lost, doubled, uncertain or untrue is published and not judged.
   */
  isReported?: boolean;
  /** More than 23 hours pass: a doubt ends as uncertain, and what was not begun is excluded. */
  spansADay?: boolean;
  /** How long nothing may move before what is open counts as lost; default 60 s. */
  patienceMs?: number;
  /** For a control: what it must show, or the bench is blind. */
  mustShow?: 'doubled' | 'lost' | 'uncertain';
  control?: Control;
};
