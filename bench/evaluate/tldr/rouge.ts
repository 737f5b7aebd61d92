import {stemmer} from 'stemmer';

/** Three F1 scores from 0 to 1. */
export type RougeScores = {rouge1: number; rouge2: number; rougeL: number};

/**
 * ROUGE of a text against the one of several targets with which it shares most words (the highest ROUGE-1
 * counts for all three). Tokens are runs of a-z and 0-9 in lower case; those of more than three letters are
 * cut by Porter's stemmer. Each text is read as one sentence. (Lin 2004; SciTLDR's README says what differs
 * from the official program.)
 */
export const rougeOf = (text: string, targets: string[]): RougeScores => {
  const own = tokensOf(text);
  let best = {rouge1: -1, target: [] as string[]};
  for (const target of targets.map(tokensOf)) {
    const rouge1 = f1(commonOf(own, target), own.length, target.length);
    if (rouge1 > best.rouge1) best = {rouge1, target};
  }
  if (best.rouge1 < 0) return {rouge1: 0, rouge2: 0, rougeL: 0};
  const [ownPairs, pairs] = [pairsOf(own), pairsOf(best.target)];
  return {
    rouge1: best.rouge1,
    rouge2: f1(commonOf(ownPairs, pairs), ownPairs.length, pairs.length),
    rougeL: f1(longestCommon(own, best.target), own.length, best.target.length),
  };
};

/** The stemmed tokens of a text. */
export const tokensOf = (text: string): string[] =>
  (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(token => (token.length > 3 ? stemmer(token) : token));

const f1 = (common: number, own: number, other: number): number =>
  common === 0 ? 0 : (2 * common) / (own + other);

const pairsOf = (tokens: string[]): string[] =>
  tokens.slice(1).map((token, place) => `${tokens[place]} ${token}`);

/** How many tokens two texts share, each at most as often as it stands in the other. */
const commonOf = (one: string[], other: string[]): number => {
  const left = new Map<string, number>();
  for (const token of other) left.set(token, (left.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of one) {
    const count = left.get(token) ?? 0;
    if (count > 0) common += 1;
    left.set(token, count - 1);
  }
  return common;
};

/** The length of the longest common subsequence. */
const longestCommon = (one: string[], other: string[]): number => {
  let above = new Array<number>(other.length + 1).fill(0);
  for (const token of one) {
    const row = [0];
    for (const [place, against] of other.entries())
      row.push(
        token === against ? (above[place] ?? 0) + 1 : Math.max(above[place + 1] ?? 0, row[place] ?? 0),
      );
    above = row;
  }
  return above[other.length] ?? 0;
};
