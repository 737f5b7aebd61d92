/** What authors call the thing that they take back. */
const WORK =
  '(?:paper|article|manuscript|submission|e?-?print|preprint|work|report|draft|note|document|version|v)';

/** What follows where the word is no attribute, as it is in "retracted papers". */
const AFTERWARDS = 'by|due|because|since|for|from|as|until|pending|to|on|in|and|owing|after|at|while';

/**
 * "This paper (v2) has been withdrawn", "Paper withdrawn", "Withdrawn." and so on, at the beginning of a
 * sentence.
 */
const SAID = new RegExp(
  [
    String.raw`^\W{0,3}(?:please note(?: that|:)? )?(?:(?:this|the|our|current|present) ){0,2}(?:arxiv )?`,
    String.raw`(?:${WORK} ?(?:\d{1,2} )?)?(?:\([^()]{1,40}\) )?`,
    '(?:(?:has|have|had|is|was|are|being|been|now|temporarily|permanently) ){0,4}(?:withdrawn|retracted)',
    String.raw`(?=\W*$|\W{0,2}[.,:!)\]]|\s(?:${AFTERWARDS})\b)`,
  ].join(''),
  'i',
);

/** "We withdraw this paper", "The authors have decided to retract the submission". */
const SAID_BY_AUTHORS = new RegExp(
  [
    String.raw`^\W{0,3}(?:we|i|(?:the )?authors?) (?:[a-z]{1,12} ){0,4}`,
    '(?:withdr[ae]w(?:n|ing)?|retract(?:ed|ing)?) (?:this|the|our|my) ',
    String.raw`(?:[a-z]{1,12} )?${WORK}\b`,
  ].join(''),
  'i',
);

const REMOVED = /\b(?:removed|withdrawn) by arXiv adm/i;

/** A conference from which a paper was withdrawn says nothing of arXiv's copy. */
const FROM_ELSEWHERE =
  /\b(?:withdrawn|retracted) (?:from|at) (?!arxiv|publication|the arxiv|(?:the )?request)/i;

const TITLE_MARK = new RegExp(
  [
    String.raw`^\W{0,2}(?:withdrawn|retracted)(?:\W{0,2}[:\])])`,
    String.raw`[[(](?:this \w{1,12} (?:has been|is|was) )?(?:withdrawn|retracted)[\])]\W*$`,
  ].join('|'),
  'i',
);

/** "Withdrawal requested by authors", "The first author requests withdrawal of this paper". */
const ASKED = new RegExp(
  [
    String.raw`^\W{0,3}(?:withdrawal (?:is |was )?requested`,
    String.raw`|(?:the )?(?:\w{1,12} )?authors? requests? (?:the )?withdrawal)`,
  ].join(''),
  'i',
);

/** "Withdrawal of this preprint: an error was found." */
const OF_THIS = new RegExp(String.raw`^\W{0,3}withdrawal of (?:this|the|our) ${WORK}\b`, 'i');

/** In UTF-16 units: in front of what else they say. */
const LOOKED_AT = 2000;

/**
 * Whether its authors or arXiv took a paper back, from its title, its comment on arXiv ('' where there is
 * none) and its abstract. arXiv has no field for it: a withdrawal is a new version without a text whose
 * comment or abstract says so (https://info.arxiv.org/help/withdraw.html).
 */
export const isSaidWithdrawn = ({title, comment, abstract}: SaidOfPaper): boolean =>
  TITLE_MARK.test(title) ||
  sentencesOf(comment).some(saysSo) ||
  // Further inside, an abstract speaks of others' papers.
  sentencesOf(abstract).slice(0, 1).some(saysSo);

export type SaidOfPaper = {title: string; comment: string; abstract: string};

const saysSo = (sentence: string): boolean =>
  REMOVED.test(sentence) ||
  ASKED.test(sentence) ||
  OF_THIS.test(sentence) ||
  ((SAID.test(sentence) || SAID_BY_AUTHORS.test(sentence)) && !FROM_ELSEWHERE.test(sentence));

const sentencesOf = (text: string): string[] =>
  text
    .slice(0, LOOKED_AT)
    .replace(/\s+/g, ' ')
    .split(/(?<=[.;!])\s|;/)
    .map(sentence => sentence.trim())
    .filter(Boolean);
