import type {Desk} from '../support/command.ts';
import {dailyItem} from '../support/paper-source.ts';

export const DAY = '2026-03-12';

export const attested = ['--confirmed', '--consent', 'agreed on paper'];

export const noCounts = {audience: 0, pending: 0, accepted: 0, failed: 0, excluded: 0, uncertain: 0};

/** A file of three papers; its path. */
export const threePapersOn = (desk: Desk): Promise<string> =>
  desk.file(
    'papers.json',
    JSON.stringify([
      dailyItem({id: '2603.00001', votes: 3, title: 'On folding'}),
      dailyItem({id: '2603.00002', votes: 34, title: 'Video generation with paper'}),
      dailyItem({id: '2603.00003', votes: 7, title: 'On tearing'}),
    ]),
  );

/** Builds the edition of the day from them. */
export const editionOn = async (desk: Desk): Promise<void> => {
  await desk.paperboy('papers', 'import', await threePapersOn(desk), '--date', DAY);
  await desk.paperboy('editions', 'build', DAY);
};

/** What a command with `--json` comes to. */
export const documentOn = async (desk: Desk, ...args: string[]) => {
  const {exit, json} = await desk.paperboy(...args, '--json');
  return {exit, json: json()};
};
