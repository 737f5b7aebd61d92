import {page, parameter} from './openapi-parts.ts';

const parameters = [parameter('token', 'From a link in an email')];

const badLink = {'404': 'The link is not valid', '410': 'The link has expired'};
const ofNobody = {...badLink, '409': 'The subscription has ended'};

const filesOf = (list: string, what: string) =>
  Object.fromEntries(
    Object.entries({bib: 'BibTeX', ris: 'RIS', json: 'CSL-JSON'}).map(([ending, format]) => [
      `/manage/{token}/${list}.${ending}`,
      {parameters, get: page(`${what}, as ${format}`, badLink)},
    ]),
  );

/** The papers that a reader brings, and those that come back. */
export const linksOfLibrary = {
  '/manage/{token}/library': {
    parameters,
    get: page('A form for reference files, and what is kept of them', ofNobody),
    post: page('Shows what was understood of a file or a text; nothing counts yet', {
      ...ofNobody,
      '413': 'The file is too large',
      '422': 'Nothing could be read',
      '429': 'Too many files in an hour',
    }),
  },
  '/manage/{token}/library/keep': {
    parameters,
    get: page('The same form', ofNobody),
    post: page('Keeps what was shown, and follows the chosen topics', ofNobody),
  },
  '/manage/{token}/library/change': {
    parameters,
    get: page('The same form', ofNobody),
    post: page('Changes how much the library counts, or deletes it', ofNobody),
  },
  '/manage/{token}/feed': {
    parameters,
    get: page('The address of a feed with the papers of the own emails', ofNobody),
    post: page('Makes, changes or ends that address', ofNobody),
  },
  '/own-feed/{token}/{file}': {
    parameters: [...parameters, parameter('file', 'A key and a format: rss, atom or json')],
    get: page('The papers of one reader’s emails, for a feed reader', {...badLink, '304': 'Nothing is new'}),
  },
  '/manage/{token}/saved': {
    parameters,
    get: page('The reading list', ofNobody),
    post: page('Takes a paper off the reading list', {...ofNobody, '422': 'No paper was named'}),
  },
  ...filesOf('liked', 'The papers that the reader wanted more of'),
  ...filesOf('saved', 'The reading list'),
};
