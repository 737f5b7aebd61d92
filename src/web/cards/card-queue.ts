import type {Clock} from '../../clock.ts';
import type {Card} from './card.ts';
import {type CardFont, loadCardFont} from './card-font.ts';
import {drawCard} from './draw-card.ts';

export type CardQueue = {
  /** The card as a PNG; null where too many are waiting; ask again later. */
  draw(card: Card): Promise<Buffer | null>;
};

/** About 25 KB each. */
const KEPT_CARDS = 200;

/** With a twentieth of a second each, and as much of rest, the last one waits some seconds. */
const MAX_WAITING = 20;

/**
 * Draws cards one after the other and keeps the newest. After each it rests for as long as that took: anyone
 * who asks for all cards at once takes half of the process at most, and each card is drawn once however many
 * ask.
 */
export const openCardQueue = (clock: Pick<Clock, 'now' | 'sleep'>, draw = drawCard): CardQueue => {
  const kept = new Map<string, Buffer>();
  const coming = new Map<string, Promise<Buffer>>();
  let font: Promise<CardFont> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const keep = (key: string, picture: Buffer) => {
    const oldest = kept.keys().next();
    if (kept.size >= KEPT_CARDS && !oldest.done) kept.delete(oldest.value);
    kept.set(key, picture);
  };

  const drawInTurn = async (key: string, card: Card, before: Promise<unknown>): Promise<Buffer> => {
    await before;
    font ??= loadCardFont();
    const picture = await draw(await font, card);
    keep(key, picture);
    return picture;
  };

  const rest = async (drawing: Promise<Buffer>, before: Promise<unknown>) => {
    await before;
    const begun = clock.now();
    // Who asked for it is told why; the next one is drawn all the same.
    await drawing.catch(() => undefined);
    await clock.sleep(clock.now() - begun);
  };

  return {
    draw: async card => {
      const key = JSON.stringify(card);
      const known = kept.get(key) ?? coming.get(key);
      if (known) return known;
      if (coming.size >= MAX_WAITING) return null;
      const before = turn;
      const drawing = drawInTurn(key, card, before).finally(() => coming.delete(key));
      coming.set(key, drawing);
      turn = rest(drawing, before);
      return drawing;
    },
  };
};
