import {Validator} from '@seriousme/openapi-schema-validator';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import {openTestSite, publicUrl, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({admin: null});
});
afterAll(() => site.close());

const METHODS = ['get', 'post', 'put', 'delete', 'patch'];

/** What is for the operator's programs and Resend's, and not for the public. */
const INNER = /^\/(admin|webhooks)\//;

const document = z.looseObject({
  openapi: z.string(),
  servers: z.array(z.object({url: z.string()})),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const read = async () => {
  const answer = await site.get('/openapi.json');
  expect(answer.headers.get('content-type')).toBe('application/json');
  return document.parse(await answer.json());
};

test('the description is valid OpenAPI 3.1, and names where it is served', async () => {
  const description = await read();
  expect(await new Validator().validate(description)).toMatchObject({valid: true});
  expect(description.servers).toEqual([{url: publicUrl}]);
});

test('it names every public address with its methods, and no other', async () => {
  const described = Object.entries((await read()).paths).flatMap(([path, operations]) =>
    METHODS.filter(method => method in operations).map(method => `${method.toUpperCase()} ${path}`),
  );
  const served = site.app.routes
    .filter(({method, path}) => method !== 'ALL' && !INNER.test(path))
    .map(({method, path}) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);
  expect(described.sort()).toEqual([...new Set(served)].sort());
});

test('a description with a mistake would be found', async () => {
  const broken = {...(await read()), paths: {'no-slash': {}}};
  expect(await new Validator().validate(broken)).toMatchObject({valid: false});
});
