import {expect, test} from 'vitest';
import {inCommon} from '../../../src/web/archive/in-common.ts';
import {candidateOf} from '../../ranking/candidates.ts';

const paper = (title: string, keywords: string[]) => candidateOf({title, abstract: '', keywords}).paper;

test.each([
  [
    'a listed topic of both',
    'Diffusion Models Draw Maps',
    'Maps by Diffusion Models',
    [],
    [],
    ['diffusion models'],
  ],
  ['keywords where no topic is common', 'Knots of Silk', 'Threads', ['silk', 'rope'], ['rope'], ['rope']],
  [
    'two of three keywords',
    'Knots',
    'Threads',
    ['silk', 'rope', 'wool'],
    ['wool', 'rope', 'silk'],
    ['wool', 'rope'],
  ],
  [
    'no category of arXiv',
    'Knots',
    'Threads',
    ['cs.AI', 'quant-ph', 'physics.chem-ph'],
    ['cs.AI', 'quant-ph', 'physics.chem-ph'],
    [],
  ],
  ['nothing', 'Knots', 'Threads', ['silk'], ['rope'], []],
])('related papers have in common %s', (_, title, other, keywords, others, common) => {
  expect(inCommon(paper(title, keywords), [paper(other, others)])).toEqual([common]);
});

test('a topic that few of the related papers have is named first, and two at most', () => {
  const all = 'Robotics with Reinforcement Learning and Diffusion Models';
  const others = [all, 'Robotics', 'Robotics and Reinforcement Learning'].map(title => paper(title, []));
  const [first] = inCommon(paper(all, []), others);
  expect(first).toEqual(['diffusion models', 'reinforcement learning']);
});
