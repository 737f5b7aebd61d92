import type {Paperboy} from '../src/app.ts';
import type {EditionId} from '../src/editions/edition.ts';
import type {Crew} from './crew.ts';
import type {Control, Role, Trick} from './messages.ts';
import type {ChaosRedis, Durability} from './redis-server.ts';
import type {ResendStandInProcess} from './resend-stand-in/process.ts';
import type {StandInOptions} from './resend-stand-in/types.ts';
import type {Random} from './seed.ts';

/** What a scenario can lay its hands on while an edition is being sent. */
export type Scene = {
  random: Random;
  crew: Crew;
  redis: ChaosRedis;
  resend: ResendStandInProcess;
  /** The operator's own view of the same newsletter. */
  paperboy: Paperboy;
  edition: EditionId;
  /** Who should get it. */
  addresses: string[];
  sleep(ms: number): Promise<void>;
  /** Waits until it is so, or until the round's time is up. */
  until(isSo: () => Promise<boolean>): Promise<void>;
  /** Counts a fault that neither a kill nor the stand-in counts. */
  note(): void;
  /** Whoever leaves in mid-send is noted here. */
  left: Set<string>;
};

export type Scenario = {
  /** Names it on the command line. */
  name: string;
  /** What is done, in a few words for the table. */
  says: string;
  /** How many rounds the long form plays. */
  rounds: number;
  /** `shared` (default): one that is no victim. Otherwise one of its own that may be killed. */
  redis?: 'shared' | Durability;
  /** Who plans the run; default `operator`: it is planned before the faults begin. */
  plannedBy?: 'operator' | 'scheduler';
  /** Default: two workers and a reconciler (or scheduler). */
  roles?: Role[];
  environment?: Record<string, string>;
  standIn?: (random: Random) => StandInOptions;
  trickOf?: (place: {role: Role; place: number; start: number}, random: Random) => Trick | null;
  /** The faults: from the moment at which the run is planned, or (by the scheduler) at which the processes start. */
  play: (scene: Scene) => Promise<void>;
  /** When the round is over; default: nothing of the edition is pending. */
  isOver?: (scene: Scene) => Promise<boolean>;
  /** The addresses that Resend refuses. */
  refused?: (addresses: string[]) => string[];
  /** More than 23 hours pass: a doubt ends as uncertain, and what was not begun is excluded. */
  spansADay?: boolean;
  /** How long nothing may move before what is open counts as lost; default 60 s. */
  patienceMs?: number;
  /** For a control: what it must show, or the bench is blind. */
  mustShow?: 'doubled' | 'lost' | 'uncertain';
  control?: Control;
};
