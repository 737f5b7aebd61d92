/** The signs that a sentence tells a result: how many points each is worth, and what speaks against it. */

type Sign = {pattern: RegExp; points: number};

const findings: Sign[] = [
  {
    pattern: new RegExp(
      String.raw`\b(?:experiment|evaluation|result|analys[ie]s|stud(?:y|ies)|finding)\w*\b.{0,120}?` +
        String.raw`\b(?:show|demonstrat|reveal|confirm|indicat|highlight|suggest|validat|verif|prove)`,
      'i',
    ),
    points: 3,
  },
  {
    pattern: new RegExp(
      String.raw`\bwe (?:\w+ly |also |further )?` +
        '(?:find|found|show|demonstrat|observ|prov(?:e|ed) |reveal|discover|identif)',
      'i',
    ),
    points: 2.5,
  },
  {pattern: /\b(?:outperform|surpass|exceed|beat)/i, points: 2},
  {pattern: /\b(?:state-of-the-art|SOTA)\b/i, points: 0.7},
  {
    pattern: /\b(?:achiev|attain|reach|obtain|match|yield|improv|reduc|boost|accelerat|deliver)/i,
    points: 1.2,
  },
  {pattern: /\d\s?(?:%|×|x\b|percent|points?\b|times\b)/i, points: 1.2},
  {
    pattern: /\b(?:remarkably|surprisingly|compared (?:to|with)|over (?:the )?(?:baseline|prior))\b/i,
    points: 0.4,
  },
];

const burdens: Sign[] = [
  {
    pattern: new RegExp(
      String.raw`\b(?:code|models?|data(?:sets?)?|weights|demos?|project page|website|videos?)\b` +
        String.raw`[^.]{0,60}\b(?:available|released|found at|open-sourced)\b`,
      'i',
    ),
    points: 2.5,
  },
  {
    pattern: /\bwe (?:hope|believe|will|plan)\b|\bfuture (?:work|research)\b|\bpaves? the way\b|\binspire\b/i,
    points: 3,
  },
  {pattern: /\?["'”’)]?$/, points: 2},
  {pattern: /^(?:recent|current|existing|traditional|conventional|previous|prior)\b/i, points: 3},
  {
    pattern: /\bha(?:s|ve) (?:recently )?(?:emerged|become|been (?:proposed|widely|extensively))\b/i,
    points: 3,
  },
  // An offer to the reader.
  {pattern: /\bplease\b|\bcontact\b.*@/i, points: 3},
  // A list that follows elsewhere.
  {pattern: /\b(?:findings|insights|observations|contributions|results)[.:]$/i, points: 1.5},
  {pattern: /^while\b.*\b(?:limited|suffer|struggle|lack|fail|remain)/i, points: 2},
];

/**
 * How much a sentence looks like "X beats Y by 3 %", from its words alone; 0 or less where it tells no
 * result.
 */
export const pointsOfFinding = (sentence: string): number =>
  sumOf(findings, sentence) - sumOf(burdens, sentence);

const sumOf = (signs: Sign[], sentence: string): number => {
  let sum = 0;
  for (const {pattern, points} of signs) if (pattern.test(sentence)) sum += points;
  return sum;
};
