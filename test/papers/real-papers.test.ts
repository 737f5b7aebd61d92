import {describe, expect, test} from 'vitest';
import {standAlone} from '../../src/papers/openings/stand-alone.ts';
import {splitSentences} from '../../src/papers/sentences.ts';
import {briefOf, summarise, summaryOf} from '../../src/papers/summary.ts';
import {cleanText} from '../../src/papers/text.ts';
import {hasRealPapers, realPapers} from '../support/texts/real-papers.ts';

const isMadeOfSentences = (summary: string, sentences: string[]): boolean =>
  sentences.some(
    (first, index) =>
      first === summary || sentences.slice(index + 1).some(second => `${first} ${second}` === summary),
  );

describe.skipIf(!hasRealPapers)('of real papers (skipped without ../shared/data)', () => {
  test('titles and abstracts come out clean, and a second cleaning changes nothing', () => {
    const left = {before: 0, after: 0};
    for (const line of realPapers().filter((_, index) => index % 10 === 0)) {
      const {paper} = JSON.parse(line);
      for (const raw of [paper.title, paper.summary ?? '']) {
        const text = cleanText(raw);
        expect(cleanText(text)).toBe(text);
        if (/\\[%&"'_]/.test(raw)) left.before += 1;
        if (/\\[%&"'_]/.test(text)) left.after += 1;
      }
    }
    expect(left.before).toBeGreaterThan(20);
    expect(left.after).toBe(0);
  });

  test('every abstract has a summary of one or two whole sentences', () => {
    let [cut, presented, total] = [0, 0, 0];
    for (const line of realPapers().filter((_, index) => index % 20 === 0)) {
      const text = cleanText(JSON.parse(line).paper.summary ?? '');
      if (text === '') continue;
      const summary = summaryOf({summary: null, abstract: text});
      total += 1;
      expect(summary.length).toBeGreaterThan(40);
      expect(summary.length).toBeLessThan(900);
      if (summary.endsWith('…')) cut += 1;
      else
        expect(
          isMadeOfSentences(
            summary,
            splitSentences(text).map(one => standAlone(one).text),
          ),
        ).toBe(true);
      if (/\b(?:propos|present|introduc|develop|stud|investigat|explor|show|find)/i.test(summary))
        presented += 1;
    }
    expect(total).toBeGreaterThan(300);
    expect(cut / total).toBeLessThan(0.005);
    expect(presented / total).toBeGreaterThan(0.9);
  });

  test('no sentence for a paper in brief opens with a tie to what is not there', () => {
    const opening = new RegExp(
      [
        '^(?:to (?:this|that) end|therefore|thus|hence|however|moreover|furthermore|in addition|additionally',
        'consequently|in response|as a result|in contrast|instead(?! of)|specifically|these|those',
        'such|it|they|its|their',
        'this (?!.{0,30}(?:paper|work|study|report|article|survey|review)))\\b',
      ].join('|'),
      'i',
    );
    const hanging = realPapers()
      .filter((_, index) => index % 10 === 5)
      .map(line => JSON.parse(line).paper)
      .map(({title, summary}) =>
        briefOf(summarise({title: cleanText(title), summary: null, abstract: cleanText(summary ?? '')})),
      )
      .filter(sentence => opening.test(sentence));
    expect(hanging).toEqual([]);
  });
});
