import {reasonInWords} from '../../../src/editions/reason-words.ts';
import {readReason} from '../../../src/ranking/reasons/earlier-reasons.ts';
import type {Reason} from '../../../src/ranking/reasons/reason.ts';
import {speechIn} from '../../../templates/languages/speech.ts';

/** Reasons by what they say in English. */
export const reasonsIn = (...sentences: string[]): Reason[] => sentences.map(readReason);

/** What reasons say in English. */
export const inEnglish = (reasons: Reason[]): string[] =>
  reasons.map(reason => reasonInWords(reason, speechIn('en')));
