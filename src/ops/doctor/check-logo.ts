import {SECOND} from '../../clock.ts';
import {type Check, ok, skipped, warning} from './check.ts';

const ABOUT = 'logo';
const ANSWER_WITHIN_MS = 5 * SECOND;

/** Readers load it with every mail: a larger one makes them wait. */
const LARGE_BYTES = 200_000;

/** Whether the logo is where LOGO_URL says, and a picture. */
export const checkLogo = async (logoUrl: string | null): Promise<Check> => {
  if (logoUrl === null) return skipped(ABOUT, 'LOGO_URL is not set; the name is shown as text');
  const wrong = await whatIsWrong(logoUrl);
  return wrong === null
    ? ok(ABOUT, 'answers with a picture')
    : warning(
        ABOUT,
        `LOGO_URL ${wrong}`,
        'put the picture there, or unset LOGO_URL; readers see the name instead',
      );
};

const whatIsWrong = async (logoUrl: string): Promise<string | null> => {
  try {
    const answer = await fetch(logoUrl, {redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN_MS)});
    await answer.body?.cancel();
    if (answer.status !== 200) return `answers ${answer.status}`;
    const kind = answer.headers.get('content-type') ?? 'nothing';
    if (!/^image\/(png|jpeg|gif)\b/.test(kind))
      return `answers with ${kind.slice(0, 60)}, which is not a picture`;
    const bytes = Number(answer.headers.get('content-length') ?? 0);
    return bytes > LARGE_BYTES ? `has ${bytes} bytes; more than ${LARGE_BYTES} make readers wait` : null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 'does not answer';
  }
};
