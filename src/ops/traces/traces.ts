import type {EditionId} from '../../editions/edition.ts';

/** What is traced: one step of the work. */
export type Step = 'collect' | 'build' | 'plan' | 'chunk' | 'call';

/** What a span says of its step: ids, counts and kinds; nobody's address. */
export type Facts = Record<string, string | number>;

/** How a step is told. */
export type Telling<Input, Result> = {
  /** The edition that it is for: all steps of one are one trace, in whichever process they are taken. */
  editionOf?: (input: Input) => EditionId;
  factsOf?: (input: Input) => Facts;
  /** What came of it. */
  outcomeOf: (result: Result) => Facts;
};

export type Traces = {
  /** The same work, which tells a span of itself; within another one it is a part of that. */
  traced<Input, Result>(
    step: Step,
    work: (input: Input) => Promise<Result>,
    telling: Telling<Input, Result>,
  ): (input: Input) => Promise<Result>;
  /** Hands over what is left, for at most some seconds. */
  close(): Promise<void>;
};

/** Where nobody asked for traces: the work itself. */
export const noTraces: Traces = {traced: (_, work) => work, close: async () => undefined};
