import {describe, expect, test} from 'vitest';
import {runPaperboy} from '../support/command.ts';

/** Nothing listens there: whatever were opened before the usage is checked would fail with another code. */
const environment = {REDIS_URL: 'redis://127.0.0.1:1'};

const DAY = '2026-03-12';

const wrong: [string[], string][] = [
  [[], 'no command given'],
  [['papers'], 'no command given'],
  [['bogus'], "unknown command 'bogus'"],
  [['editions', 'bogus'], "unknown command 'bogus'"],
  [['--bogus'], "unknown option '--bogus'"],
  [['editions', 'list', '--bogus'], "unknown option '--bogus'"],
  [['subscribers', 'stats', 'more'], 'too many arguments'],
  [['papers', 'import'], "missing required argument 'file'"],
  [['papers', 'import', 'x.json', '--date', '2026-02-30'], '--date "2026-02-30" is not a valid date'],
  [['papers', 'fetch', '--date', 'today'], '--date "today" is not a valid date'],
  [['papers', 'rank'], "'--date <day>' not specified"],
  [['papers', 'rank', '--date', '2026-3-12'], '--date "2026-3-12" is not a valid date'],
  [['papers', 'rank', '--date', DAY, '--top', '0'], '--top "0" must be a whole number from 1'],
  [['papers', 'rank', '--date', DAY, '--top', 'ten'], '--top "ten" must be a whole number from 1'],
  [['papers', 'rank', '--date', DAY, '--for', 'ada'], '--for: the address "ada" has no @'],
  [['papers', 'search', ''], 'empty search query'],
  [['papers', 'search', '🎉', '++'], '"🎉 ++" has no word to search for'],
  [['papers', 'search', 'paper'.repeat(50)], 'has 250 characters; the limit is 200'],
  [['papers', 'search', 'paper', '--top', '0'], '--top "0" must be a whole number from 1'],
  [['subscribers', 'add', 'ada'], 'the address "ada" has no @'],
  [['subscribers', 'show', 'a@b@example.org'], 'has more than one @'],
  [['subscribers', 'unsubscribe', 'ada'], 'the address "ada" has no @'],
  [['subscribers', 'add', 'ada@example.org', '--confirmed'], '--confirmed needs --consent'],
  [['subscribers', 'import', 'x.csv', '--confirmed', '--consent', ' '], '--confirmed needs --consent'],
  [['editions', 'build', '2026-02-30'], '"2026-02-30" is not an edition ID'],
  [['editions', 'status', '2026-W60'], '"2026-W60" is not an edition ID'],
  [['editions', 'send', 'newest'], '"newest" is not an edition ID'],
  [['editions', 'preview', DAY, '--out', 'mail.pdf'], '--out "mail.pdf" must end in .html'],
  [['editions', 'preview', DAY, '--for', 'ada'], '--for: the address "ada" has no @'],
  [['once', '--patience', '0'], '--patience "0" must be a whole number of seconds'],
  [['editions', 'pin', DAY], "missing required argument 'paper'"],
  [['editions', 'pin', DAY, 'no paper'], '"no paper" is not a paper ID or link (example: 2503.08120)'],
  [['editions', 'pin', 'today', '2503.08120'], '"today" is not an edition ID'],
  [['editions', 'drop', DAY, '2503.8120'], '"2503.8120" is not a paper ID or link'],
  [['editions', 'note', DAY], "'--text <text>' not specified"],
  [['editions', 'note', DAY, '--text', 'a'.repeat(1001)], 'the note has 1001 characters: 1000 are the most'],
  [['editions', 'note', DAY, '--text', ' '], '--text: the note holds nothing to read'],
  [['editions', 'test', DAY], "'--to <email>' not specified"],
  [['editions', 'test', DAY, '--to', 'ada'], '--to: the address "ada" has no @'],
];

describe('wrong usage is told before anything is opened, with exit code 2', () => {
  test.each(wrong)('paperboy %j', async (args, reason) => {
    const {exit, out, err} = await runPaperboy(args, environment);
    expect({exit, out}).toEqual({exit: 2, out: ''});
    if (!reason.startsWith('no command')) expect(err).toContain(reason);
  });

  test.each(wrong)('paperboy %j --json: stdout is one document with the error', async (args, reason) => {
    const {exit, json} = await runPaperboy([...args, '--json'], environment);
    expect(exit).toBe(2);
    expect(json()).toEqual({error: expect.stringContaining(reason)});
  });

  test('a command that needs one of its own kind shows which there are', async () => {
    const {err} = await runPaperboy(['papers'], environment);
    expect(err).toContain('import');
    expect(err).toContain('rank');
  });

  test('a value that would steer the terminal is shown without its power', async () => {
    const {exit, err} = await runPaperboy(['\u001b[2J\u009bevil\u202e'], environment);
    expect(exit).toBe(2);
    expect(err).toContain('evil');
    expect(err).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  });
});

describe('help and version', () => {
  test('are no mistake, and need nothing', async () => {
    const help = await runPaperboy(['--help'], environment);
    expect(help.exit).toBe(0);
    expect(help.out).toContain('editions');
    const version = await runPaperboy(['--version', '--json'], environment);
    expect(version.exit).toBe(0);
    expect(version.json()).toEqual({text: expect.stringMatching(/^\d+\.\d+\.\d+/)});
  });

  test('no command is offered that does not exist', async () => {
    const {out} = await runPaperboy(['--help'], environment);
    const offered = [...out.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    expect(offered).toContain('start');
    for (const name of offered) {
      const {exit} = await runPaperboy([name ?? '', '--help'], environment);
      expect([name, exit]).toEqual([name, 0]);
    }
  });
});
