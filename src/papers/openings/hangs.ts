import {oneOf, PAPER, POINTING, POINTS_BACK, PROBLEMS} from './words.ts';

const someOf = '(?:one|some|many|most|none|all|each|both|any|either|neither|several|few|half|two|three|four)';

/** `The reason is …`, `Another challenge lies in …`: of what, the sentence before said. */
const partOfAnAnswer = oneOf(
  'reasons?|causes?|results?|outcomes?|answers?|solutions?|upshot|ideas?|insights?|intuition|goal|aim',
  'challenges?|difficult(?:y|ies)|caveats?|drawbacks?|advantages?|benefits?|contributions?|key|crux|rest',
);

const aPart = '(?:the|one|a (?:second|third|further|final|related))';
const anAnswer = String.raw`${aPart} (?:\w+ )?(?:${partOfAnAnswer})`;

const hangingStart = new RegExp(
  `^(?:${oneOf(
    String.raw`this(?! (?:\w+ ){0,2}${PAPER}\b)|these|those|such|they|them|it|its|their|he|she|his|her|that`,
    'another|others|which|so(?! far\\b)|and|or|nor|but|doing so|as such|otherwise,|if (?:so|not)',
    String.raw`neither(?! .{0,80}\bnor\b)|both(?! .{0,80}\band\b)|indeed|yet(?! another\b)|instead(?! of\b)`,
    `${someOf} of (?:them|these|those|which|the (?:above|former|latter))`,
    'one such|not (?:so|only does)|(?:accord|correspond)ingly|i\\.e|e\\.g|cf|viz',
    String.raw`(?:while|although|though) \w+(?: \w+)?, (?:these|this|such|they|it)`,
    '(?:collectively|together|overall|altogether),? (?:this|these|they|it)',
    'both (?:of |are |these |tasks|approaches|methods|models|components)',
    'the (?:former|latter|first|second|third|fourth|resulting|above|aforementioned|others?|remaining|same)',
    String.raw`the (?:\w+ )?\w+ (?:above|behind (?:this|it|them))`,
    `${anAnswer} (?:is|are|was|were|lies?|here|behind)`,
    `(?:in|on|with|from|by|at|for|under|through|using) (?:${POINTING})`,
    String.raw`\w+(?: \w+)? (?:this|these|it|them) (?:is|are|was|were|lies?)`,
    String.raw`\(?(?:[ivx]{1,4}|\d{1,2}|[a-d])[.)]`,
    String.raw`\(?(?:please|see|visit|refer to|click|write to)|wherein`,
    String.raw`(?:figure|fig\.?|table|tab\.?|section) ?\d{1,2}`,
    `(?:whether|why|how) (?:${POINTING}|it|they|to do so)`,
  )})(?![\\w-])`,
  'i',
);

/** `We address this gap by …`, `Our work aims to close these`: done to what is not there. */
const takesUp = new RegExp(
  [
    String.raw`^(?:we|our \w+|this (?:\w+ )?${PAPER}) (?:\w+ly )?`,
    String.raw`(?:(?:aims?|seeks?|attempts?|tries|try) (?:to|at) )?\w+ `,
    String.raw`(?:to \w+ |(?:to|on|upon|for|with|from|by|in|of|at) )?`,
    String.raw`(?:all of |each of )?(?:${POINTING}|it|them)\b(?! (?:is|that)\b)`,
  ].join(''),
  'i',
);

/** `Across tasks, it wins`: a subject that stands nowhere, behind a phrase. */
const lateSubject =
  /^(?!(?:if|when|as|while|although|once|however)\b)[^,;:]{3,120}, (?:it|they|this|these|such|its|their)\b/i;

const conjunctions =
  'while|although|though|even though|since|because|when(?! it comes)|if|whereas|once|until|where|as';

const subordinate = new RegExp(String.raw`^(?:${conjunctions})\b[^,]{0,160}`, 'i');

/** `FoldNet addresses this by …`, `Our framework, called FoldNet, solves both problems`. */
const answersUnsaid = new RegExp(
  [
    String.raw`^(?:We|Our \w+(?:, \w+ \S+,)?|\p{Lu}\S*(?:, [^,]{1,60},)?|`,
    String.raw`(?:(?!(?:that|which|who|to|and|we|not)\b)[^\s,.;:]{1,40} ){1,8}?[^\s,.;:]{1,40}) `,
    String.raw`(?:\p{L}+ly )?(?:do so|`,
    '(?:address|tackl|solv|overcom|mitigat|resolv|fill|clos|bridg|alleviat|remed|handl|achiev|answer|meet)',
    String.raw`\p{L}* (?:${POINTING}|them|`,
    String.raw`(?:all of |both |the (?:above|aforementioned) )(?:${PROBLEMS}|these|them))\b)`,
  ].join(''),
  'u',
);

const shows = oneOf(
  '(?:(?:show|find|demonstrate|suggest|reveal|argue|prove|observe|indicate|confirm|validate|verify|believe',
  'hypothesi[sz]e|conjecture|posit|claim|expect|see|note|discover|establish|highlight|illustrate|report)s?)',
);

const findings = '(?:results|experiments|evaluations?|analys[ie]s|findings)';

/** `It is possible to`, where nothing is meant by "it". */
const expletive = String.raw`(?: is| was| remains| can be) (?:\w+ ){1,3}(?:to|that)\b`;

/** `We show that this change …`, `Results demonstrate its effectiveness`, `Results on these data …`. */
const showsUnsaid = new RegExp(
  oneOf(
    [
      String.raw`^(?:[^,]{3,120}, )?(?:we|our \w+|(?:\w+ ){0,3}${findings})(?: \w+ly)? ${shows} `,
      `(?:(?:(?:that|how|why|when|where|whether) )?(?:(?:both|all|each) of )?`,
      `(?:${POINTING}|them|they|their|(?:to )?do(?:ing)? so|the (?:former|latter|above)|`,
      `its?(?!${expletive}))`,
      String.raw`|(?:the \w+ of )?(?:${POINTING}))\b`,
    ].join(''),
    String.raw`^(?:\w+ ){1,3}(?:on|with|across|for|in|of) (?:all )?(?:${POINTING})\b`,
  ),
  'i',
);

/** `Our contributions are as follows.`: what is announced stands elsewhere. */
const announces = new RegExp(
  [
    ':$|\\b(?:as follows|the following(?: (?:\\w+ ){0,3}\\w+)?|(?:two|three|four)-?fold|below)[.:]$|',
    '^we make (?:\\w+ ){0,3}contributions?\\.$',
  ].join(''),
  'i',
);

const pointsBack = new RegExp(`\\b(?:${POINTS_BACK})\\b`, 'i');

/** Whether a sentence leans on another one, before or after it, that a reader does not see. */
export const hangs = (text: string): boolean => {
  if (
    [hangingStart, takesUp, lateSubject, answersUnsaid, showsUnsaid, announces].some(sign => sign.test(text))
  )
    return true;
  const before = subordinate.exec(text)?.[0];
  return before !== undefined && pointsBack.test(before);
};
