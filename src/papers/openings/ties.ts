import {oneOf, POINTS_BACK, PROBLEMS} from './words.ts';

/** Openings that always tie, with or without a comma behind them. `In this paper` tells a reader nothing. */
const ties = oneOf(
  'therefore|thus|hence|moreover|furthermore|additionally|consequently|accordingly',
  'to (?:this|that|these) (?:ends?|aim|goal|purpose)',
  'towards? (?:this|that) (?:end|goal|aim)',
  'in this (?:technical |position )?(?:paper|work|study|report|article|survey|thesis|letter)',
  'in the (?:present|current) (?:paper|work|study)',
);

/** What a writer thinks of what is said; what is said stays the same without it. */
const stances = oneOf(
  '(?:un)?(?:fortunate|surprising|expected)ly|(?:interesting|remarkab|encouraging|luck|happi|curious)ly',
  '(?:clear|obvious|evident|striking|intriguing|sad|regrettab|ironical|paradoxical|alarming|promising)ly',
  '(?:notab|important|crucial|critical|admitted|understandab|impressive|exciting|disappointing|natural)ly',
  'worse(?: still| yet)?|even (?:worse|better)|better (?:still|yet)|of note|to make matters worse',
  "equally (?:important|crucial)(?:ly)?|(?:what is|what[’']s) more",
);

/** Openings that tie before a comma or `we`; elsewhere they may be something else (`However large`). */
const mayTie = oneOf(
  `(?:(?:more|most|quite|rather|somewhat|perhaps|even|not|very) )?(?:${stances})`,
  'however|but|yet|still|nevertheless|nonetheless|instead|rather|conversely|meanwhile|also|besides',
  'likewise|similarly|further|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|then|next|finally',
  'lastly|last|at last|afterwards?|subsequently|ultimately|specifically|concretely|particularly|namely',
  'indeed|overall|here|so|and|together|taken together|alternatively|along the way|as before|if so',
  '(?:more|most) (?:specifically|precisely|concretely|generally|broadly)',
  'in (?:addition|particular|detail|turn|contrast|response|short|summary|conclusion|fact|essence|general)',
  'in (?:other words|this way|doing so)|by (?:way of )?contrast|by doing so|to do so|because of this',
  'on (?:the other hand|the contrary|top of (?:this|that))|at the same time|that (?:is|said)',
  'as (?:a (?:result|consequence|remedy|solution|response)|such|an alternative|a by-?product)',
  'for (?:example|instance|this|this reason)|to (?:achieve|do|accomplish) (?:this|that)',
  'e\\.g\\.|i\\.e\\.|viz\\.|as a (?:first|second|next|further|final) step|regardless|plus|now|later|below',
  'in (?:parallel|sum|brief|so doing|the process|a similar vein|the same (?:spirit|vein|way))|in any case',
  'collectively|precisely|altogether|there|since then|(?:this|that|either) way|as (?:is|was) the case',
  '(?:put|said) (?:differently|simply|another way)|simply put|even (?:so|then)|and yet|all in all|all told',
  'there(?:by|after|in)|here(?:in|by|after)|to (?:begin with|sum up|summari[sz]e|conclude)',
  'last but not least',
  'first and foremost|as (?:noted|mentioned|discussed|shown|described|stated|argued|seen)(?: \\w+)?|too',
);

/** The sign of a list's entry, dots, and what only asks for attention. */
const ornament = String.raw`[•*–—‣·-] |(?:\.{2,3}|…) ?|(?:please )?(?:note|recall) that `;

const opening = new RegExp(
  String.raw`^(?:(?:${ties})(?:, | (?=\S))|(?:${mayTie})(?:, | (?=we |our ))|${ornament})(?=\S)`,
  'i',
);

/** What a phrase before the subject begins with. */
const phraseStart = oneOf(
  'to|in|on|at|for|of|with|within|without|from|by|under|through|via|using|given|despite|beyond|besides',
  'as|after|before|following|unlike|like|because of|due to|owing to|thanks to|based|building|drawing',
  'relying|leveraging|considering|recogni[sz]ing|observing|noting|regarding|concerning|against|among',
  'across|along|inspired|motivated|driven|guided|informed|prompted|grounded|encouraged|equipped|armed',
  'upon|towards?|over|during|alongside|in order to|addressing|tackling|combining|extending|exploiting',
  'having|compared|combined|coupled|notwithstanding|even|key|central|core|crucial|alongside|prior',
  'overcoming|utili[sz]ing|applying|taking|going|part of|influenced|benefiting|powered|contrary|opposed',
  'consistent|related|similar|relative|apart|aside|other than|rather than|instead of|together with|parallel',
  'orthogonal|complementary|different|analogous|akin|closely related|except|absent',
);

/** A phrase before the subject, up to its comma or to `we`. */
const phrase = new RegExp(String.raw`^(?:${phraseStart})\b[^,;:]{0,120}?(?:, | (?=(?:we|our)\b))(?=\S)`, 'i');

const pointsBack = new RegExp(`\\b(?:${POINTS_BACK})\\b`, 'i');

/** `To bridge the gap, we …`: which gap, the sentence before said. */
const unsaidProblem = new RegExp(
  String.raw`^(?:in order )?to \w+(?: \w+)? (?:the |all |both )?(?:\w+ )?(?:${PROBLEMS}),? $`,
  'i',
);

/** `Without it, boats sink`: what stands behind is true on this condition alone. */
const condition =
  /^(?:without|in the absence of|absent|except|before|prior to|even (?:with|without)|only)\b/i;

// What is left of a sentence must say something.
const MIN_REST_LENGTH = 20;

/** How a sentence begins: how many characters tie it to the one before, and whether they can be left out. */
export type Opening = {length: number; canGo: boolean};

/** The opening that ties a sentence to the one before it; null when there is none. */
export const openingOf = (text: string): Opening | null => {
  const tied = opening.exec(text)?.[0] ?? tiedPhrase(text);
  if (tied === undefined) return null;
  const isWhole = text.length - tied.length >= MIN_REST_LENGTH && !condition.test(tied);
  return {length: tied.length, canGo: isWhole};
};

const tiedPhrase = (text: string): string | undefined => {
  const before = phrase.exec(text)?.[0];
  if (before === undefined) return undefined;
  return pointsBack.test(before) || unsaidProblem.test(before.replace(/,? $/, ' ')) ? before : undefined;
};

const innerWords = oneOf(
  'therefore|thus|hence|also|further|furthermore|moreover|additionally|consequently|accordingly',
  'likewise|similarly|instead|finally|however|(?<=^We )(?:then|next)',
);

/** `No further boats`, `A further boat`: the word belongs to the noun behind it. */
const determiners = oneOf(
  'A|An|No|Not|Any|Every|Each|All|Some|Most|Many|Few|Much|Only|One|Two|Three|Both|Neither|Either|Other',
  'These|Those|Such|Their|Its|And|Or|But|If|When|While|As|For|In|On|To|Of|By|At|With|From|Even|Little',
);

const subject = String.raw`We|(?:Our|The|This) (?:[\p{L}-]+ ){0,2}?[\p{L}-]+|There (?:is|are)|Ours|Here`;

/** A word in the middle that ties: `We therefore propose`, `Our method also halves …`. */
const innerTie = new RegExp(
  [
    String.raw`^(${subject}|(?!(?:${determiners})\b)\p{Lu}[\p{L}\p{N}-]*(?: \p{Lu}[\p{L}\p{N}-]*)?) `,
    String.raw`(?:${innerWords}) (?=\p{Ll})`,
  ].join(''),
  'u',
);

/** The same between commas: `FoldNet, in contrast, floats`. */
const innerAside = new RegExp(
  [
    String.raw`^(${subject}|\p{Lu}[\p{L}\p{N}-]*(?: \p{Lu}[\p{L}\p{N}-]*)?), (?:${innerWords}|`,
    'nevertheless|nonetheless|meanwhile|in (?:contrast|addition|particular|fact|turn)|by contrast|then|too|',
    String.raw`on the other hand|for example|for instance|as a result|conversely|indeed), (?=\S)`,
  ].join(''),
  'u',
);

/** The sentence without a word in its middle that ties it to the one before. */
export const withoutInnerTie = (text: string): string =>
  text.replace(innerAside, '$1 ').replace(innerTie, '$1 ');
