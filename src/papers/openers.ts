/** A sentence as it can be read alone. */
export type StandingSentence = {
  /** Without an opener that ties it to what is not there: `To this end, we …` is `We …`. */
  text: string;
  /** Whether it still leans on another sentence: `These results …`, `We address this gap …`. */
  hangs: boolean;
};

const words = (...lines: string[]): string => lines.join('|');

const paper = '(?:paper|work|stud(?:y|ies)|report|article|survey|thesis|tutorial|manuscript|letter|review)';

/** `this` and its kin, but for `this paper` and `this technical report`. */
const pointing = words(
  String.raw`(?:this|these)(?! (?:\w+ )?${paper}\b)`,
  'those(?! (?:of|who|that|which|in|with|from)\\b)',
  'such(?! as\\b)',
);

const problems = words(
  'gaps?|issues?|challenges?|problems?|limitations?|shortcomings?|drawbacks?|bottlenecks?|questions?|needs?',
  'obstacles?|difficult(?:y|ies)',
);

const pointsBack = new RegExp(
  `\\b(?:${words(
    pointing,
    'them|they|their|its?|the (?:above|former|latter|aforementioned|same)',
    `the (?:first|second|third) (?:${problems})`,
    'that(?= in mind|,? $)|do(?:ing)? so|prior to (?:this|that)|there(?=,? $)',
  )})\\b`,
  'i',
);

/** Openers that always tie, with or without a comma behind them. `In this paper` tells a reader nothing. */
const ties = words(
  'therefore|thus|hence|moreover|furthermore|additionally|consequently|accordingly',
  'to (?:this|that|these) (?:ends?|aim|goal|purpose)',
  'towards? (?:this|that) (?:end|goal|aim)',
  'in this (?:technical |position )?(?:paper|work|study|report|article|survey|thesis|letter)',
  'in the (?:present|current) (?:paper|work|study)',
);

/** Openers that tie before a comma or `we`; elsewhere they may be something else (`However large`). */
const mayTie = words(
  'however|but|yet|still|nevertheless|nonetheless|instead|rather|conversely|meanwhile|also|besides',
  'likewise|similarly|further|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|then|next|finally',
  'lastly|last|afterwards|subsequently|ultimately|specifically|concretely|particularly|namely|indeed',
  'overall|notably|importantly|crucially|critically|here|so|and|together|taken together',
  '(?:more|most) (?:specifically|precisely|concretely|importantly|notably|generally|broadly)',
  'in (?:addition|particular|detail|turn|contrast|response|short|summary|conclusion|fact|essence|general)',
  'in (?:other words|this way|doing so)|by (?:contrast|doing so)|to do so|because of this|that (?:is|said)',
  'on (?:the other hand|the contrary|top of (?:this|that))|at the same time',
  'as (?:a (?:result|consequence|remedy|solution|response)|such)',
  'for (?:example|instance|this|this reason)|to (?:achieve|do|accomplish) (?:this|that)|e\\.g\\.|i\\.e\\.',
  'in (?:parallel|sum|brief|so doing|the process|a similar vein|the same (?:spirit|vein|way))|what is more',
  '(?:interesting|surprising|remarkab|encouraging|collective)ly|altogether|regardless|plus|now|later|below',
  '(?:put|said) (?:differently|simply|another way)|simply put|even (?:so|then)|and yet|all in all|all told',
  'there(?:by|after|in)|here(?:in|by)|to (?:begin with|sum up|summari[sz]e|conclude)|last but not least',
  'first and foremost|as (?:noted|mentioned|discussed|shown|described|stated|argued|seen)(?: \\w+)?|too',
);

const opener = new RegExp(
  String.raw`^(?:(?:${ties})(?:, | (?=\S))|(?:${mayTie})(?:, | (?=we |our )))(?=\S)`,
  'i',
);

/** What a phrase before the subject begins with. */
const phraseStart = words(
  'to|in|on|at|for|with|within|without|from|by|under|through|via|using|given|despite|beyond|besides',
  'as|after|before|following|unlike|like|because of|due to|owing to|thanks to|based|building|drawing',
  'relying|leveraging|considering|recogni[sz]ing|observing|noting|regarding|concerning|against|among',
  'across|along|inspired|motivated|driven|guided|informed|prompted|grounded|encouraged|equipped|armed',
  'upon|towards?|over|during|alongside|in order to|addressing|tackling|combining|extending|exploiting',
  'having|compared|combined|coupled|notwithstanding|even|key|central|core|crucial|alongside|prior',
  'overcoming|utili[sz]ing|applying|taking|going|part of|influenced|benefiting|powered',
);

/** A phrase before the subject, up to its comma or to `we`. */
const phrase = new RegExp(String.raw`^(?:${phraseStart})\b[^,;:]{0,120}?(?:, | (?=(?:we|our)\b))(?=\S)`, 'i');

/** `To bridge the gap, we …`: which gap, the sentence before said. */
const unsaidProblem = new RegExp(
  String.raw`^(?:in order )?to \w+(?: \w+)? (?:the |all |both )?(?:\w+ )?(?:${problems}),? $`,
  'i',
);

const hangingStart = new RegExp(
  `^(?:${words(
    String.raw`this(?! (?:\w+ ){0,2}${paper}\b)|these|those|such|they|them|it|its|their|he|she|his|her`,
    'another|others|which|so|and|or|nor|but|neither|doing so|as such|otherwise,|if so|there(?= we)',
    '(?:each|one) of (?:these|them)',
    String.raw`(?:while|although|though) \w+(?: \w+)?, (?:these|this|such|they|it)`,
    'both (?:of |are |these |tasks|approaches|methods|models|components)',
    'the (?:former|latter|first|second|third|fourth|resulting|above|aforementioned|others?|remaining|same)',
    String.raw`\(?(?:[ivx]{1,4}|\d{1,2}|[a-d])\)`,
  )})(?![\\w-])`,
  'i',
);

/** `We address this gap by …`, `Our work aims to close these`: done to what is not there. */
const takesUp = new RegExp(
  [
    String.raw`^(?:we|our \w+|this (?:\w+ )?${paper}) (?:\w+ly )?`,
    String.raw`(?:(?:aims?|seeks?|attempts?|tries|try) (?:to|at) )?\w+ (?:to \w+ )?`,
    String.raw`(?:all of |each of )?(?:${pointing}|it|them)\b(?! (?:is|that)\b)`,
  ].join(''),
  'i',
);

/** `Across tasks, it wins`: a subject that stands nowhere, behind a phrase. */
const lateSubject =
  /^(?!(?:if|when|as|while|although|once|however)\b)[^,;:]{3,60}, (?:it|they|this|these|such)\b/i;

const subordinate =
  /^(?:while|although|though|even though|since|because|when|if|whereas|once|until|where|as)\b[^,]{0,160}/i;

/** `FoldNet addresses this by …`, `Our framework, called FoldNet, solves both problems`. */
const answersUnsaid = new RegExp(
  [
    String.raw`^(?:We|Our \w+(?:, \w+ \S+,)?|\p{Lu}\S*(?:, [^,]{1,60},)?) (?:\p{L}+ly )?(?:do so|`,
    '(?:address|tackl|solv|overcom|mitigat|resolv|fill|clos|bridg|alleviat|remed|handl|achiev|answer|meet)',
    String.raw`\p{L}* (?:${pointing}|them|`,
    String.raw`(?:all of |both |the (?:above|aforementioned) )(?:${problems}|these|them))\b)`,
  ].join(''),
  'u',
);

const shows =
  '(?:show|find|demonstrate|suggest|reveal|argue|prove|observe|indicate|confirm|validate|verify|believe)s?';

const findings = '(?:results|experiments|evaluations?|analys[ie]s|findings)';

/** `It is possible to`, where nothing is meant by "it". */
const expletive = String.raw`(?: is| was| remains| can be) (?:\w+ ){1,3}(?:to|that)\b`;

/** `We show that this change …`, `Results demonstrate its effectiveness`, `Results on these data …`. */
const showsUnsaid = new RegExp(
  words(
    [
      String.raw`^(?:we|our \w+|(?:\w+ ){0,3}${findings})(?: \w+ly)? ${shows} `,
      `(?:that (?:${pointing}|they|their|its?(?!${expletive}))`,
      String.raw`|its|their|(?:the \w+ of )?(?:${pointing}))\b`,
    ].join(''),
    String.raw`^(?:\w+ ){1,3}(?:on|with|across|for|in|of) (?:all )?(?:${pointing})\b`,
  ),
  'i',
);

/** A word in the middle that ties: `We therefore propose`, `Our method also halves …`. */
const innerTie = new RegExp(
  [
    String.raw`^(We|(?:Our|The|This) (?:[\p{L}-]+ ){0,2}?[\p{L}-]+|`,
    String.raw`\p{Lu}[\p{L}\p{N}-]*(?: \p{Lu}[\p{L}\p{N}-]*)?) `,
    '(?:therefore|thus|hence|also|further|furthermore|moreover|additionally|consequently|accordingly|',
    String.raw`likewise|similarly|instead|finally|(?<=^We )(?:then|next)) (?=\p{Ll})`,
  ].join(''),
  'u',
);

/** Drops openers that tie a sentence to the one before it, and says whether what is left stands alone. */
export const standAlone = (sentence: string): StandingSentence => {
  let text = sentence;
  // `Therefore, to this end, we`: three in a row are more than anybody writes.
  for (let left = 3; left > 0; left -= 1) {
    const tied = tieOf(text);
    if (tied === '') break;
    text = capitalised(text.slice(tied.length));
  }
  text = text.replace(innerTie, '$1 ');
  return {text, hangs: hangs(text)};
};

const tieOf = (text: string): string => {
  const word = opener.exec(text)?.[0];
  if (word !== undefined) return leavesEnough(text, word) ? word : '';
  const before = phrase.exec(text)?.[0];
  if (before === undefined) return '';
  const isTied = pointsBack.test(before) || unsaidProblem.test(before.replace(/,? $/, ' '));
  return isTied && leavesEnough(text, before) ? before : '';
};

const leavesEnough = (text: string, tied: string): boolean => text.length - tied.length >= 20;

const hangs = (text: string): boolean => {
  if ([hangingStart, takesUp, lateSubject, answersUnsaid, showsUnsaid].some(sign => sign.test(text)))
    return true;
  const before = subordinate.exec(text)?.[0];
  return before !== undefined && pointsBack.test(before);
};

/** With a capital, unless its first word is a name with signs of its own (`iGPT`). */
const capitalised = (text: string): string =>
  /^\p{Ll}[\p{Ll}'’-]*(?=[\s,])/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
