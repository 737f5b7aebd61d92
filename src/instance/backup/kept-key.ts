/** Keys by their name without the prefix. What stands for seconds, and what is no state, is in no backup. */
const LEFT_OUT = /^\{(?:health|rate|arxiv)\}|:resend-lock$|:resend-draft:/;

export const isKept = (name: string): boolean => !LEFT_OUT.test(name);

/**
 * What others are found by. It is written before what it leads to (docs/storage.md), so it is read after:
 * then whatever stands in a backup is found, though both change meanwhile.
 */
const LEADS_TO_OTHERS =
  /^(?:editions|sending)$|^\{(?:a:\d+|d:[^}]+|t:[^}]+|days|editions|subscribers|letters|receipts|instance)\}/;

export const leadsToOthers = (name: string): boolean => LEADS_TO_OTHERS.test(name);

/** The instance's own key, without which nothing works on what was restored: it is written last. */
export const INSTANCE = '{instance}';
