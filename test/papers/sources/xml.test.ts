import {describe, expect, test} from 'vitest';
import {childrenOf, parseXml} from '../../../src/papers/sources/xml.ts';

const root = (text: string) => {
  const parsed = parseXml(text);
  if (parsed.kind === 'failed') throw new Error(parsed.reason);
  return parsed.root;
};

describe('the namespace of an element', () => {
  test.each([
    ['<a/>', ''],
    ['<a xmlns="u:1"/>', 'u:1'],
    ['<p:a xmlns:p="u:1" xmlns="u:2"/>', 'u:1'],
    ['<p:a/>', ''],
  ])('of %s is %j', (text, space) => {
    expect(root(text).space).toBe(space);
  });

  test('is that of the nearest element that declares its prefix', () => {
    const inner = root('<a xmlns="u:1" xmlns:p="u:2"><b xmlns="u:3"><c/><p:c/><c xmlns=""/></b><c/></a>');
    const [b] = childrenOf(inner, {space: 'u:3', name: 'b'});
    expect(b?.children.map(({space}) => space)).toEqual(['u:3', 'u:2', '']);
    expect(inner.children[1]?.space).toBe('u:1');
  });
});
