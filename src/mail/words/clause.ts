/** A sentence up to this length stands whole in a line of its own. */
export const MAX_WHOLE_LENGTH = 118;

/** A longer one is cut to at most this length. */
export const MAX_CUT_LENGTH = 108;

/** What is shorter says too little to be worth the line. */
const MIN_CUT_LENGTH = 30;

/**
 * Places at which what stands before is a clause of its own. `, and` is none: it would cut “text in many
 * languages, and program code, into vectors” into nonsense.
 */
const JOINTS = new RegExp(
  [
    ': |; |, (?:which|where|so that|able)(?= )| and then (?=\\S)| that are (?=\\S)',
    ' (?:by|through|using|via|while) (?=\\S)',
    ', (?:achieving|enabling|improving|enhancing|reducing|revealing|showing|demonstrating|allowing)(?= )',
    ', (?:outperforming|surpassing|overcoming|eliminating|producing|yielding|leading|resulting|making)(?= )',
  ].join('|'),
  'g',
);

/** `that` begins a clause that can go where it tells more of a thing that was named: “X is a set that …”. */
const RELATIVE = / that (?=\S)/g;
const NAMES_A_THING = /^[^,:;]{1,60} is (?:a|an|the) \S/;

/**
 * The line for a paper in brief, made of the sentence that says what was done: the whole sentence if it is
 * short, else its longest beginning that can stand alone, without the full stop. Null where there is none;
 * the line then names the authors. The rule and its limits are the design's (docs/mail.md).
 */
export const clauseOf = (sentence: string): string | null => {
  const whole = withoutStop(sentence);
  if (whole === '') return null;
  if (whole.length <= MAX_WHOLE_LENGTH) return whole;
  const head = whole.slice(0, MAX_CUT_LENGTH + 12);
  const joints = [...head.matchAll(JOINTS), ...(NAMES_A_THING.test(whole) ? head.matchAll(RELATIVE) : [])];
  const cuts = joints.map(({0: joint, index}) => ({
    joint,
    clause: whole.slice(0, index).replace(/[\s,;:]+$/, ''),
  }));
  const safe = cuts.filter(isSafe).map(({clause}) => clause);
  return safe.sort((one, other) => other.length - one.length)[0] ?? null;
};

type Cut = {joint: string; clause: string};

const isSafe = ({joint, clause}: Cut): boolean =>
  clause.length >= MIN_CUT_LENGTH &&
  clause.length <= MAX_CUT_LENGTH &&
  isClosed(clause) &&
  !waitsForMore(clause) &&
  hasMainClause(clause) &&
  !(MEANS.test(joint) && leansOnMeans(clause));

/** How something is done, which goes well only behind what is done. */
const MEANS = /^ (?:by|through|using|via) $/;

const withoutStop = (sentence: string): string => sentence.trim().replace(/(?<![.…])[.。]$/u, '');

/** Whether every bracket, quotation and formula that the clause opens is closed in it. */
const isClosed = (clause: string): boolean =>
  PAIRS.every(([open, close]) => count(clause, open) === count(clause, close)) &&
  ['$', '"', '`'].every(sign => count(clause, sign) % 2 === 0);

const PAIRS = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['“', '”'],
] as const;

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** Words that promise a second half, and those that end on what is still to come. */
const waitsForMore = (clause: string): boolean =>
  /\b(?:whether|rather than|if)\b/i.test(clause) ||
  OPEN_PAIRS.some(([first, second]) => first.test(clause) && !second.test(clause)) ||
  /\b(?:follow(?:s|ing)|so|such|an?|the|of|to|in|for|with|by|through|via|using|while|and|or|on|from|as|is|are|at|not)$/i.test(
    clause,
  );

const OPEN_PAIRS = [
  [/\bnot only\b/i, /\bnot only\b.*\bbut\b/i],
  [/\bnot just\b/i, /\bnot just\b.*\bbut\b/i],
  [/\beither\b/i, /\beither\b.*\bor\b/i],
  [/\bneither\b/i, /\bneither\b.*\bnor\b/i],
  [/\bboth\b/i, /\bboth\b.*\band\b/i],
  [/\bbetween\b/i, /\bbetween\b.*\band\b/i],
] as const;

/** What comes before the subject, up to a comma: without that comma there is no main clause yet. */
const OPENING_PHRASE = new RegExp(
  [
    '^(?:by|to|in|on|at|for|with|within|without|from|under|through|via|given|despite|beyond|unlike|like|as',
    'after|before|based|inspired|motivated|while|when|where|although|though|because|since|once|until',
    'whereas|\\w+ing)\\b',
  ].join('|'),
  'i',
);

const hasMainClause = (clause: string): boolean => {
  if (!OPENING_PHRASE.test(clause)) return true;
  const subject = clause.slice(clause.lastIndexOf(', ') + 2);
  return clause.includes(', ') && subject.split(' ').length > 2;
};

/** `step by step`, `primarily by …`, and `a model guided by …`, of which “a model guided” would be left. */
const leansOnMeans = (clause: string): boolean =>
  /(?:ed|en|wn|ade|ilt|ept|\bstep|\bone|\bside|\bday|ily|inly|\bonly|ely|stly)$/i.test(clause);
