import {parseXml, type XmlElement} from '../../sources/xml.ts';
import {type EntriesParsed, entriesFrom, type RawReference, rawReference} from '../reference.ts';

export const ZOTERO = 'http://www.zotero.org/namespaces/export#';
const DC = 'http://purl.org/dc/elements/1.1/';
const DCTERMS = 'http://purl.org/dc/terms/';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** Reads Zotero's RDF. Attachments, notes and collections are nodes beside the items and are not read. */
export const readZoteroRdf = (text: string): EntriesParsed | {failed: string} => {
  const parsed = parseXml(text);
  if (parsed.kind === 'failed') return {failed: parsed.reason};
  const nodes = parsed.root.children;
  const byName = new Map(nodes.map(node => [node.attributes['rdf:about'] ?? '', node]));
  return entriesFrom(nodes.filter(isItem), (node, at) => toRaw(node, {place: at + 1, byName}));
};

const isItem = (node: XmlElement): boolean => {
  const type = textsOf(node, ZOTERO, 'itemType')[0];
  return type !== undefined && type !== 'attachment' && type !== 'note';
};

const childrenNamed = (node: XmlElement, space: string, name: string): XmlElement[] =>
  node.children.filter(child => child.space === space && child.name === name);

const textsOf = (node: XmlElement, space: string, name: string): string[] =>
  childrenNamed(node, space, name)
    .map(child => child.text.trim())
    .filter(text => text !== '');

type Around = {place: number; byName: ReadonlyMap<string, XmlElement>};

const toRaw = (node: XmlElement, {place, byName}: Around): RawReference => {
  // The DOI may stand on the journal that the article is part of.
  const wholes = childrenNamed(node, DCTERMS, 'isPartOf').flatMap(part => [
    ...part.children,
    ...[byName.get(part.attributes['rdf:resource'] ?? '')].filter(whole => whole !== undefined),
  ]);
  const identifiers = [node, ...wholes].flatMap(one => textsOf(one, DC, 'identifier'));
  const links = childrenNamed(node, DC, 'identifier').flatMap(one =>
    childrenNamed(one, DCTERMS, 'URI').flatMap(uri => textsOf(uri, RDF, 'value')),
  );
  return rawReference({
    line: place,
    key: node.attributes['rdf:about'] ?? '',
    title: textsOf(node, DC, 'title')[0] ?? '',
    abstract: textsOf(node, DCTERMS, 'abstract')[0] ?? '',
    keywords: [
      ...textsOf(node, DC, 'subject'),
      ...childrenNamed(node, DC, 'subject').flatMap(subject =>
        subject.children.flatMap(tag => textsOf(tag, RDF, 'value')),
      ),
    ],
    dois: [...identifiers, ...links],
    places: [
      ...identifiers,
      ...links,
      ...textsOf(node, DC, 'publisher'),
      ...wholes.flatMap(one => textsOf(one, DC, 'title')),
    ],
    dates: textsOf(node, DC, 'date'),
  });
};
