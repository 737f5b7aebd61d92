import {XMLParser, XMLValidator} from 'fast-xml-parser';
import {type Namespaces, namespaceOf, noNamespaces, type OnStep, withDeclared} from './xml-namespaces.ts';

/** An element with its namespace resolved, so that prefixes and their order do not matter. */
export type XmlElement = {
  /** The namespace's address, '' where there is none. */
  space: string;
  name: string;
  /** As written, prefixes included. */
  attributes: Record<string, string>;
  children: XmlElement[];
  /** The text directly inside, with the entities of XML resolved. */
  text: string;
};

export type ParsedXml = {kind: 'element'; root: XmlElement} | {kind: 'failed'; reason: string};

const textKey = '#text';
const cdataKey = '#cdata';
const attributesKey = ':@';

/** How deep elements may stand in each other; arXiv's stand 5 deep. */
const MAX_DEPTH = 50;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: textKey,
  cdataPropName: cdataKey,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

/**
 * Reads a well-formed XML document into its root element. A document with a DOCTYPE is refused, so that there
 * is nothing to expand and nothing to load; only the five entities of XML 1.0 (4.6) and character references
 * are resolved, once. Linear in the text's length, with at most 50 steps for an element's namespace; `onStep`
 * is called for each. Never throws.
 */
export const parseXml = (text: string, onStep: OnStep = () => undefined): ParsedXml => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return {kind: 'failed', reason: 'has a DOCTYPE, which is not read'};
  try {
    const valid = XMLValidator.validate(text);
    if (valid !== true)
      return {
        kind: 'failed',
        reason: `is no whole XML document (line ${valid.err.line}: ${firstWords(valid.err.msg)})`,
      };
    const root = toElements(parser.parse(text), {namespaces: noNamespaces, onStep})[0];
    return root ? {kind: 'element', root} : {kind: 'failed', reason: 'has no XML element'};
  } catch (error) {
    // The parser throws for what its input holds: too deep, unclosed, a forbidden name.
    return {kind: 'failed', reason: `is not readable XML (${firstWords(String(error))})`};
  }
};

const firstWords = (message: string): string => message.replace(/\s+/g, ' ').slice(0, 100);

type Surroundings = {namespaces: Namespaces; onStep: OnStep};

const toElements = (nodes: unknown, around: Surroundings): XmlElement[] => {
  if (!Array.isArray(nodes)) return [];
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    around.onStep();
    const element = toElement(node, around);
    if (element) elements.push(element);
  }
  return elements;
};

const toElement = (node: unknown, {namespaces: outer, onStep}: Surroundings): XmlElement | null => {
  if (typeof node !== 'object' || node === null) return null;
  const entries = Object.entries(node);
  const tag = entries.find(([key]) => key !== attributesKey);
  if (!tag || tag[0] === textKey || tag[0] === cdataKey) return null;
  const attributes = toAttributes(entries.find(([key]) => key === attributesKey)?.[1]);
  const namespaces = withDeclared(outer, attributes, onStep);
  const [prefix, name] = splitName(tag[0]);
  return {
    space: namespaceOf(namespaces, prefix, onStep),
    name,
    attributes,
    children: toElements(tag[1], {namespaces, onStep}),
    text: textOf(tag[1]),
  };
};

const toAttributes = (raw: unknown): Record<string, string> => {
  if (typeof raw !== 'object' || raw === null) return {};
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, resolveEntities(String(value))]),
  );
};

const splitName = (tag: string): [prefix: string, name: string] => {
  const colon = tag.indexOf(':');
  return colon < 0 ? ['', tag] : [tag.slice(0, colon), tag.slice(colon + 1)];
};

const textOf = (nodes: unknown): string => {
  if (!Array.isArray(nodes)) return '';
  const parts: string[] = [];
  for (const node of nodes) {
    if (typeof node !== 'object' || node === null) continue;
    const text: unknown = Reflect.get(node, textKey);
    if (typeof text === 'string') parts.push(resolveEntities(text));
    const cdata: unknown = Reflect.get(node, cdataKey);
    const inside: unknown = Array.isArray(cdata) && cdata[0] ? Reflect.get(cdata[0], textKey) : null;
    if (typeof inside === 'string') parts.push(inside);
  }
  return parts.join('');
};

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A text with XML's five entities and references to characters resolved, once. */
export const resolveEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/gi, (written, name: string) => {
    if (!name.startsWith('#')) return named.get(name) ?? written;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });

/** The direct children of that name in that namespace. */
export const childrenOf = (element: XmlElement, wanted: {space: string; name: string}): XmlElement[] =>
  element.children.filter(child => child.space === wanted.space && child.name === wanted.name);
