import {parseXml, type XmlElement} from '../../sources/xml.ts';
import {type EntriesParsed, entriesFrom, type RawReference, rawReference} from '../reference.ts';

/** Reads EndNote's XML, which others write too. Notes, paths and the database's name are not read. */
export const readEndnoteXml = (text: string): EntriesParsed | {failed: string} => {
  const parsed = parseXml(text);
  if (parsed.kind === 'failed') return {failed: parsed.reason};
  const records = [parsed.root, ...parsed.root.children]
    .filter(one => one.name === 'records')
    .flatMap(one => one.children.filter(child => child.name === 'record'));
  return entriesFrom(records, (record, at) => toRaw(record, at + 1));
};

const toRaw = (record: XmlElement, place: number): RawReference => {
  const get = (...path: string[]): string[] => textsAt(record, path);
  const dois = get('electronic-resource-num');
  const links = get('urls', 'related-urls', 'url');
  return rawReference({
    line: place,
    key: get('rec-number')[0] ?? '',
    title: get('titles', 'title')[0] ?? '',
    abstract: get('abstract')[0] ?? '',
    keywords: get('keywords', 'keyword'),
    dois: [...dois, ...links],
    places: [
      ...dois,
      ...links,
      ...get('titles', 'secondary-title'),
      ...get('periodical', 'full-title'),
      ...get('number'),
    ],
    dates: get('dates', 'year'),
  });
};

const textsAt = (from: XmlElement, path: string[]): string[] => {
  let found = [from];
  for (const name of path) found = found.flatMap(one => one.children.filter(child => child.name === name));
  return found.map(one => wholeText(one).trim()).filter(text => text !== '');
};

/** A text is cut into `<style>` parts; more than two levels are no text. */
const wholeText = ({text, children}: XmlElement): string =>
  text.trim() === '' ? children.map(child => child.text).join('') : text;
