import type {RefusedLimits} from './refused-limits.ts';

/** Whether a limit lets somebody through; where not, which one it was. */
export type Taken<Limit extends string = string> = {kind: 'free'} | {kind: 'over'; limit: Limit};

type Limits<Asked, Limit extends string> = {take(asked: Asked): Promise<Taken<Limit>>};

/** The same limits; each refusal is noted as `GROUP.LIMIT`. */
export const noteRefusals = <Asked, Limit extends string, Own extends Limits<Asked, Limit>>(
  limits: Own & Limits<Asked, Limit>,
  group: string,
  {note}: Pick<RefusedLimits, 'note'>,
): Own => ({
  ...limits,
  take: async (asked: Asked) => {
    const taken = await limits.take(asked);
    if (taken.kind === 'over') note(`${group}.${taken.limit}`);
    return taken;
  },
});
