import {describe, expect, test} from 'vitest';
import {readLibrary} from '../../../src/papers/references/read-library.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const libraryOf = (text: string) => {
  const parsed = readLibrary(bytesOf(text));
  if (parsed.kind === 'refused') throw new Error(parsed.reason);
  return parsed;
};

/** One paper in every format: its title, its abstract, its ids. */
const TITLE = 'Folding glass with patience';
const ABSTRACT = 'We fold glass slowly and it does not break.';
const files: [format: string, text: string][] = [
  [
    'bibtex',
    `@article{f, title = {{Folding} glass with {P}atience}, abstract = "${ABSTRACT}",
     journal = {arXiv preprint arXiv:2401.00001v2}, doi = {10.1234/Fold.1}, year = 2024, month = jan}`,
  ],
  [
    'ris',
    `TY  - JOUR\nTI  - ${TITLE}\nAB  - We fold glass slowly\nand it does not break.\nDO  - 10.1234/FOLD.1
UR  - https://arxiv.org/abs/2401.00001\nPY  - 2024\nER  - \n`,
  ],
  [
    'csl-json',
    JSON.stringify([
      {
        ...{id: 7, type: 'article', title: TITLE, abstract: ABSTRACT, DOI: '10.1234/fold.1'},
        ...{number: 'arXiv:2401.00001', issued: {'date-parts': [[2024]]}},
      },
    ]),
  ],
  [
    'zotero-rdf',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#">
     <bib:Article rdf:about="#1"><z:itemType>journalArticle</z:itemType><dc:title>${TITLE}</dc:title>
      <dcterms:abstract>${ABSTRACT}</dcterms:abstract><dc:date>2024</dc:date>
      <dcterms:isPartOf><bib:Journal><dc:identifier>DOI 10.1234/fold.1</dc:identifier></bib:Journal>
      </dcterms:isPartOf>
      <dc:identifier><dcterms:URI><rdf:value>http://arxiv.org/abs/2401.00001</rdf:value></dcterms:URI>
      </dc:identifier>
     </bib:Article>
     <z:Attachment rdf:about="#2"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment>
     </rdf:RDF>`,
  ],
  [
    'csv',
    `\uFEFF"Key","Title","DOI","Url","Abstract Note","Publication Year"
"A1","${TITLE}","10.1234/fold.1","https://arxiv.org/pdf/2401.00001v1.pdf","We fold glass slowly
and it does not break.","2024"`,
  ],
  [
    'endnote-xml',
    `<xml><records><record><titles><title><style>Folding glass</style><style> with patience</style></title>
     </titles>
     <abstract>${ABSTRACT}</abstract><electronic-resource-num>10.1234/fold.1</electronic-resource-num>
     <urls><related-urls><url>arxiv.org/abs/2401.00001</url></related-urls></urls>
     <dates><year>2024</year></dates><notes>mine alone</notes></record></records></xml>`,
  ],
  [
    'endnote-tagged',
    `%T ${TITLE}\n%0 Journal Article\n%X ${ABSTRACT}\n%R 10.1234/fold.1
%U https://arxiv.org/abs/2401.00001\n%D 2024\n`,
  ],
  [
    'nbib',
    `PMID- 1\nTI  - Folding glass\n      with patience\nAB  - ${ABSTRACT}
LID - 10.1234/fold.1 [doi]\nDP  - 2024\n`,
  ],
];

describe('a library', () => {
  test.each(files)(
    'in the form %s is known by its content and gives title, abstract and ids',
    (format, text) => {
      const parsed = libraryOf(text);
      expect(parsed.format).toBe(format);
      expect(parsed.papers).toEqual([
        expect.objectContaining({
          title: expect.stringMatching(/^folding glass with patience$/i),
          abstract: ABSTRACT,
          doi: '10.1234/fold.1',
          arxivId: format === 'nbib' ? null : '2401.00001',
          addedAt: Date.UTC(2024, 0),
        }),
      ]);
      expect(parsed.rejected).toEqual([]);
    },
  );

  test.each(files)('in the form %s is the same with a mark, Windows line ends and twice over', (_, text) => {
    const {papers} = libraryOf(text);
    expect(libraryOf(`\uFEFF${text.replace(/^\uFEFF/, '').replaceAll('\n', '\r\n')}`).papers).toEqual(papers);
    expect(libraryOf(text).papers).toEqual(papers);
  });

  test('in UTF-16 and in windows-1252 keeps its letters, whatever it says of its encoding', () => {
    const text = '% Encoding: UTF-8\n@article{a, title = {Über Gläser}}';
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...text].map(c => c.charCodeAt(0))).buffer),
    ]);
    const latin = new Uint8Array([...text].map(c => c.charCodeAt(0)));
    for (const bytes of [utf16, latin])
      expect(readLibrary(bytes)).toMatchObject({papers: [{title: 'Über Gläser'}]});
  });

  test('that is a list gives each id once and names each line that was not understood', () => {
    const parsed = libraryOf(
      [
        ...[
          '# to read',
          '1706.03762',
          '- [x](https://arxiv.org/pdf/1706.03762v7.pdf)',
          '10.1038/nature14539.',
        ],
        ...['hep-th/9901001', 'Attention Is All You Need', '2413.00001'],
      ].join('\n'),
    );
    expect(parsed.papers.map(({arxivId, doi}) => arxivId ?? doi)).toEqual([
      ...['1706.03762', '10.1038/nature14539', 'hep-th/9901001'],
    ]);
    expect(parsed.rejected.map(({line, key}) => [line, key])).toEqual([
      [6, 'Attention Is All You Need'],
      [7, '2413.00001'],
    ]);
  });

  test('that is a sentence is read as words', () => {
    const parsed = libraryOf('I work on pruning of language models.');
    expect(parsed).toMatchObject({
      format: 'words',
      papers: [{title: 'I work on pruning of language models.'}],
    });
  });

  test.each([
    ['', /empty/],
    ['<!DOCTYPE html><html><style>@media print {a}</style></html>', /web page/],
    ['<opml version="2.0"></opml>', /feeds/],
    ['%PDF-1.7', /PDF/],
    ['PK\u0003\u0004', /ZIP/],
    ['SQLite format 3\0', /database/],
    ['{\\rtf1 hello}', /rich text/],
    ['[{"title": "cut o', /not whole JSON/],
    ['<!DOCTYPE xml [<!ENTITY a "b">]><xml><records></records></xml>', /DOCTYPE/],
  ])('%j is refused with what it is', (text, reason) => {
    expect(readLibrary(bytesOf(text))).toEqual({kind: 'refused', reason: expect.stringMatching(reason)});
  });
});

describe('BibTeX', () => {
  test.each([
    ['no key, Mendeley', '@article{,\n title = {One Two}}', ['One Two']],
    ['no key, JabRef', '@article{\n title = {One Two}}', ['One Two']],
    ['round braces and macros', '@string{x = "One"}\n@article(k, title = x # { Two})', ['One Two']],
    ['no comma between fields', '@misc{k, title = {One Two} year = 2020}', ['One Two']],
    ['no = behind a name', '@misc{k, author 💯 {A B},\n title = {One Two}}', ['One Two']],
    [
      'a value that is not closed',
      '@misc{k,\n title = {One {Two},\n year = {2020}\n}\n@misc{l, title={Three}}',
      ['One Two', 'Three'],
    ],
    [
      'an entry that is not closed',
      '@misc{k, title = {One Two}, note = {\n@misc{l,\n title = {Three}}',
      ['One Two', 'Three'],
    ],
    ['a file that is cut off', '@misc{k, title = {One Two}, abstract = "Three', ['One Two']],
    [
      'remarks and comments',
      'mail me@misc{x}\n@comment{x, title={No}}\n% @misc{k, title={One Two}}',
      ['One Two'],
    ],
    [
      'accents, signs and letters',
      `@misc{k, title = {{\\"U}ber {III}{\\textendash}{V}\\textendash{VI} {\\'e}t\\'es \\& {LLM}s}}`,
      ['Über III–V–VI étés & LLMs'],
    ],
    ['a formula', '@misc{k, title = {An $O(n^{2})$ bound}}', ['An O(n²) bound']],
    ['marks of HTML', '@misc{k, title = {One <i>Two</i> <sks> &amp; more}}', ['One Two <sks> & more']],
  ])('with %s loses nothing that can be read', (_, text, titles) => {
    expect(libraryOf(text).entries.map(one => one.title)).toEqual(titles);
  });

  test.each([
    ['eprint = {1301.3781}, archivePrefix = {arXiv}', '1301.3781'],
    ['eprint = {1301.3781}', '1301.3781'],
    ['eprint = {1301.3781}, eprinttype = {hdl}', null],
    ['journal = {CoRR}, volume = {abs/1910.00896}', '1910.00896'],
    ['journal = {arXiv:1810.04805 [cs]}', '1810.04805'],
    ['doi = {10.48550/arXiv.2307.09288}', '2307.09288'],
    ['url = {https\\://arxiv.org/pdf/math.GT/0309136v1}', 'math/0309136'],
    ['url = {https://huggingface.co/papers/2503.08120}', '2503.08120'],
    ['journal = {arXiv preprint}', null],
    ['doi = {10.1111/0004-5608.00182}', null],
    ['note = {arXiv:2413.00001}', null],
    [
      'abstract = {A reply to arXiv:1301.3781}, keywords = {arXiv:1301.3781}, file = {/me/1301.3781.pdf}',
      null,
    ],
  ])('with %s names arXiv paper %s', (fields, id) => {
    expect(libraryOf(`@article{k, title = {One Two}, ${fields}}`).papers[0]?.arxivId ?? null).toBe(id);
  });

  test('merges entries of one id, one DOI or one title, and keeps what any of them says', () => {
    const {papers, entries} = libraryOf(`
      @misc{a, title = {One Two}} @misc{b, title = {{ONE} two!}, abstract = {Said}, doi = {10.1234/x}}
      @misc{c, title = {Another}, doi = {10.1234/X}} @misc{d, eprint = {1301.3781}, title = {Three}}
      @misc{e, eprint = {1301.3781v3}, title = {Three, revised}}
      @misc{f, eprint = {1301.3782}, title = {Three}}`);
    expect(entries).toHaveLength(6);
    expect(papers.map(({title, arxivId, doi}) => [title, arxivId, doi])).toEqual([
      ['One Two', null, '10.1234/x'],
      ['Three', '1301.3781', null],
      ['Three', '1301.3782', null],
    ]);
    expect(papers[0]?.abstract).toBe('Said');
  });
});

test.each([
  [
    'titles in lists, as Crossref writes them',
    '[{"type":"article","title":["On Kites"],"container-title":["arXiv:2401.00001"]}]',
  ],
  [
    'a table with semicolons',
    '\uFEFFKey;Item Type;Title;Url\r\n1;preprint;On Kites;https://arxiv.org/abs/2401.00001\r\n',
  ],
  ['a table with tabs', 'Key\tTitle\tUrl\n1\tOn Kites\thttps://arxiv.org/abs/2401.00001\n'],
])('%s are read', (_, text) => {
  expect(readLibrary(new TextEncoder().encode(text))).toMatchObject({
    papers: [{title: 'On Kites', arxivId: '2401.00001'}],
    rejected: [],
  });
});
