/**
 * What stands behind a preheader, so that an inbox does not fill the line with the first words of the mail:
 * signs without a width between spaces that no program folds. Mailboxes show 110 letters at most, and these
 * are 90 of each (docs/templates.md).
 */
export const preheaderPadding = '\u034f\u00a0 '.repeat(90);
