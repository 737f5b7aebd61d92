import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {FIELDS, toColumnName} from '../../../src/subscribers/csv/fields.ts';
import {SERVICES} from '../../../src/subscribers/csv/services.ts';

const page = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8');
const rows = new Map(
  [...page.matchAll(/^\| ([A-Za-z]+(?: [A-Z][a-z]+)?)(?: \(.*?\))? \| (.+?) \| .+ \|$/gm)].map(
    ([, name = '', columns = '']) => [
      name,
      [...columns.matchAll(/`([^`]+)`/g)].map(([, title = '']) => toColumnName(title)),
    ],
  ),
);

test('docs/import.md has a row for every service, with the columns that it is recognised by', () => {
  const names = new Set(SERVICES.map(({name}) => name));
  expect([...rows.keys()].filter(name => name !== 'service').sort()).toEqual([...names].sort());
  for (const name of names) {
    const [first] = SERVICES.filter(service => service.name === name);
    for (const column of first?.requires ?? [])
      expect(rows.get(name), `${name}: ${column}`).toContain(column);
  }
});

test('docs/import.md names every field that --column takes', () => {
  for (const field of FIELDS) expect(page).toContain(`\`${field}\``);
});
