/** What Resend's free plan allows (resend.com, "What are Resend account quotas and limits", 2026). */
export const FREE_PLAN = {perDay: 100, perMonth: 3000};

/** The longest month, if every reader gets a mail every day. */
export const LONGEST_MONTH_DAYS = 31;

/** What an audience needs of the account; `isEnough`: of the free plan. */
export type MailPlan = {perDay: number; perMonth: number; isEnough: boolean; lines: string[]};

/** What so many readers need at Resend, in lines to read before anything is sent. */
export const planFor = (readers: number): MailPlan => {
  const perDay = readers;
  const perMonth = readers * LONGEST_MONTH_DAYS;
  const waiting = perDay - FREE_PLAN.perDay;
  const isEnough = perDay < FREE_PLAN.perDay && perMonth <= FREE_PLAN.perMonth;
  const {perDay: freeDay, perMonth: freeMonth} = FREE_PLAN;
  const free = `the free plan allows ${inWords(freeDay)} a day and ${inWords(freeMonth)} a month`;
  const most = `up to ${inWords(perDay)} emails a day and ${inWords(perMonth)} a month, and letters`;
  const lines = [`${inWords(readers)} readers: ${most}`];
  if (waiting > 0) lines.push(`${free}: ${inWords(waiting)} of them would wait every day; take a paid plan`);
  else if (isEnough) lines.push(`${free}: that is enough`);
  else lines.push(`${free}: no room is left for letters; take a paid plan before more sign up`);
  return {perDay, perMonth, isEnough, lines};
};

const inWords = (count: number): string => count.toLocaleString('en');
