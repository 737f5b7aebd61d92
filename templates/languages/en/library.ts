import type {Message} from '../messages.ts';

/** The page of a reader's library. */
export const library = {
  'library.title': 'Your library',
  'library.back': 'Back to your papers',
  'library.broken': 'The file did not arrive completely.',
  'library.choose': 'Choose a file, or paste a list.',
  'library.tooMany': {
    one: 'At most {n} upload per hour. Nothing has changed. Try again later.',
    other: 'At most {n} uploads per hour. Nothing has changed. Try again later.',
  },
  'library.notRead': 'This was not read. In English:',
  'library.gone': 'What was shown is no longer held. Nothing has changed. Upload the file again.',
  'library.kept': 'Saved. Your next email is ranked with your library.',
  'library.nothingChosen': 'Nothing was chosen.',
  'library.forgotten': 'Deleted. Your library no longer affects your emails.',
  'library.countsHalf': 'Saved. Your library counts half.',
  'library.countsWhole': 'Saved. Your library counts fully.',
  'library.understood': 'What we understood',
  'library.counts': {
    one: '{n} paper, {abstracts} with an abstract, {known} in our catalogue. Nothing has changed yet.',
    other: '{n} papers, {abstracts} with an abstract, {known} in our catalogue. Nothing has changed yet.',
  },
  'library.words': 'What sets it apart: {words}.',
  'library.use': 'Use this library',
  'library.followToo': 'Follow these topics too',
  'library.rejected': {one: '{n} entry not read', other: '{n} entries not read'},
  'library.line': 'Line {line}',
  'library.lineOf': 'Line {line} ({key})',
  'library.more': {one: 'and {n} more', other: 'and {n} more'},
  'library.whatWeKeep': 'What we keep',
  'library.half': {
    one: '{n} paper, uploaded on {date}. It counts half.',
    other: '{n} papers, uploaded on {date}. It counts half.',
  },
  'library.whole': {
    one: '{n} paper, uploaded on {date}. It counts fully.',
    other: '{n} papers, uploaded on {date}. It counts fully.',
  },
  'library.neverTheFile': 'We keep the arXiv IDs and the words that set it apart, never the file.',
  'library.countWhole': 'Count it fully',
  'library.countHalf': 'Count it half',
  'library.delete': 'Delete my library',
  'library.bring': 'Bring your library',
  'library.how': [
    'Upload what your reference manager exports: BibTeX, RIS, CSL-JSON, Zotero RDF or CSV, EndNote XML. ',
    'We read it, show you what we understood, and keep nothing until you say so.',
  ],
  'library.files': 'Files, up to 10 MB',
  'library.paste': 'Or paste arXiv IDs, DOIs, links, titles, or a few words about your work',
  'library.read': 'Read library',
} as const satisfies Record<string, Message>;
