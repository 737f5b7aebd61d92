import {XMLParser, XMLValidator} from 'fast-xml-parser';

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
  maxNestedTags: 50,
});

/**
 * Reads a well-formed XML document into its root element. A document with a DOCTYPE is refused, so that
 * there is nothing to expand and nothing to load; only the five entities of XML 1.0 (4.6) and character
 * references are resolved, once. Linear in the text's length; never throws.
 */
export const parseXml = (text: string): ParsedXml => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return {kind: 'failed', reason: 'has a DOCTYPE, which is not read'};
  try {
    const valid = XMLValidator.validate(text);
    if (valid !== true)
      return {
        kind: 'failed',
        reason: `is no whole XML document (line ${valid.err.line}: ${firstWords(valid.err.msg)})`,
      };
    const root = toElements(parser.parse(text), new Map())[0];
    return root ? {kind: 'element', root} : {kind: 'failed', reason: 'has no XML element'};
  } catch (error) {
    // The parser throws for what its input holds: too deep, unclosed, a forbidden name.
    return {kind: 'failed', reason: `is not readable XML (${firstWords(String(error))})`};
  }
};

const firstWords = (message: string): string => message.replace(/\s+/g, ' ').slice(0, 100);

type Spaces = ReadonlyMap<string, string>;

const toElements = (nodes: unknown, spaces: Spaces): XmlElement[] => {
  if (!Array.isArray(nodes)) return [];
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    const element = toElement(node, spaces);
    if (element) elements.push(element);
  }
  return elements;
};

const toElement = (node: unknown, outer: Spaces): XmlElement | null => {
  if (typeof node !== 'object' || node === null) return null;
  const entries = Object.entries(node);
  const tag = entries.find(([key]) => key !== attributesKey);
  if (!tag || tag[0] === textKey || tag[0] === cdataKey) return null;
  const attributes = toAttributes(entries.find(([key]) => key === attributesKey)?.[1]);
  const spaces = withDeclared(outer, attributes);
  const [prefix, name] = splitName(tag[0]);
  return {
    space: spaces.get(prefix) ?? '',
    name,
    attributes,
    children: toElements(tag[1], spaces),
    text: textOf(tag[1]),
  };
};

const toAttributes = (raw: unknown): Record<string, string> => {
  if (typeof raw !== 'object' || raw === null) return {};
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, resolveEntities(String(value))]),
  );
};

const withDeclared = (outer: Spaces, attributes: Record<string, string>): Spaces => {
  const declared = Object.entries(attributes).filter(
    ([name]) => name === 'xmlns' || name.startsWith('xmlns:'),
  );
  if (declared.length === 0) return outer;
  return new Map([
    ...outer,
    ...declared.map(([name, space]) => [name.slice('xmlns:'.length), space] as const),
  ]);
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

const resolveEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/gi, (written, name: string) => {
    if (!name.startsWith('#')) return named.get(name) ?? written;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });

/** The direct children of that name in that namespace. */
export const childrenOf = (element: XmlElement, wanted: {space: string; name: string}): XmlElement[] =>
  element.children.filter(child => child.space === wanted.space && child.name === wanted.name);
