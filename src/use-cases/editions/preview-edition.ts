import type {LoadInterests} from '../../delivery/chunks/load-interests.ts';
import type {Edition} from '../../editions/edition.ts';
import {type Composing, compileForLetterhead, setUpPress} from '../../mail/edition-renderer.ts';
import type {Mail} from '../../mail/mail.ts';
import {defaultPreferences, noOpinions, type Subscriber} from '../../subscribers/subscriber.ts';
import {mintToken} from '../../subscribers/tokens.ts';

export type PreviewMail = Composing & {
  /** Frozen or not. */
  edition: Pick<Edition, 'content'>;
  /** Null: somebody without wishes, whose links belong to nobody. */
  reader: Subscriber | null;
  tokenSecrets: string[];
  loadInterests: LoadInterests;
};

/** No subscriber has this number: a preview's links end nobody's subscription. */
const NOBODY = 0;

export type Preview = {kind: 'mail'; mail: Mail} | {kind: 'refused'; reason: string};

/** The mail of an edition as one reader would get it now, with today's templates; it belongs to no run. */
export const previewMail = async ({
  edition,
  letterhead,
  templatesDir,
  reader,
  tokenSecrets,
  loadInterests,
}: PreviewMail): Promise<Preview> => {
  const compiled = await compileForLetterhead({content: edition.content, letterhead, templatesDir});
  if (compiled.kind === 'refused') return compiled;
  const press = setUpPress({content: edition.content, json: compiled.json});
  const number = reader?.number ?? NOBODY;
  const [wishes] = await loadInterests([reader ?? {preferences: defaultPreferences, opinions: noOpinions}]);
  if (!wishes) throw new Error('one reader was asked about and no wishes came');
  const token = (scope: 'unsubscribe' | 'manage' | 'opinion', epoch: number) =>
    mintToken({secrets: tokenSecrets, scope, number, epoch, expiresAt: null});
  const mail = press.print({
    name: {run: 0, chunk: '0'},
    number,
    address: reader?.address ?? 'reader@example.org',
    selection: press.select(wishes),
    unsubscribeToken: token('unsubscribe', 0),
    manageToken: token('manage', reader?.epoch ?? 0),
    opinionToken: token('opinion', reader?.epoch ?? 0),
  });
  return {kind: 'mail', mail};
};

/** A preview on its way to somebody who looks at it: marked as what it is. */
export const testMail = (mail: Mail, to: string): Mail => ({...mail, to, subject: `[test] ${mail.subject}`});
