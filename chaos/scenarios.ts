import type {Scenario} from './scenario.ts';
import {controlScenarios} from './scenarios/controls.ts';
import {failoverScenarios} from './scenarios/failover.ts';
import {largeScenarios} from './scenarios/large.ts';
import {peopleScenarios} from './scenarios/people.ts';
import {processScenarios} from './scenarios/processes.ts';
import {redisScenarios} from './scenarios/redis.ts';
import {resendScenarios} from './scenarios/resend.ts';

/** What Paperboy must come through. */
export const scenarios: Scenario[] = [
  ...processScenarios,
  ...redisScenarios,
  ...failoverScenarios,
  ...resendScenarios,
  ...peopleScenarios,
];

/** What must fail, or the bench sees nothing. */
export const controls: Scenario[] = controlScenarios;

/** The runs over 100,000 readers. */
export const large: Scenario[] = largeScenarios;

/** A part for every day: one round each. */
const SHORT = ['kill-worker', 'kill-after-accept', 'power-cut', 'lost-after-accept', 'everything'];

export const shortened = (all: Scenario[]): Scenario[] =>
  all
    .filter(({name, control}) => control !== undefined || SHORT.includes(name))
    .map(scenario => ({...scenario, rounds: 1}));
