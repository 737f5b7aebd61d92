import type {Clock} from '../../clock.ts';
import type {LetterName} from '../../mail/letters.ts';
import type {LetterRequest, LetterRequests} from './letter-requests.ts';

export type RequestLetterDeps = {
  letterRequests: Pick<LetterRequests, 'keep'>;
  requestLetters: (requests: LetterRequest[]) => Promise<void>;
  clock: Pick<Clock, 'now'>;
};

/** Which letter, and the number of the subscriber who gets it. */
export type LetterToRequest = {
  number: number;
  letter: LetterName;
  /** Names the request, so that asking twice is asking once; now, where nothing is said. Ms since 1970. */
  requestedAt?: number;
};

/** `requestLetter` with its deps given, as the use cases that a letter follows from have it. */
export type RequestLetter = (wanted: LetterToRequest) => Promise<void>;

/** Requests a letter; resolves when the request is safe in Redis, not when the letter has left. */
export const requestLetter = async (
  {letterRequests, requestLetters, clock}: RequestLetterDeps,
  {number, letter, requestedAt = clock.now()}: LetterToRequest,
): Promise<void> => {
  const request = {number, letter, requestedAt};
  await letterRequests.keep(request);
  await requestLetters([request]);
};
