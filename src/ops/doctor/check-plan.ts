import type {Config} from '../../config.ts';
import {FREE_PLAN, LONGEST_MONTH_DAYS} from '../mail-plan.ts';
import {type Check, error, ok, orOk, skipped, warning} from './check.ts';

const ABOUT = 'plan';

type Plan = Pick<Config, 'MAIL_TRANSPORT' | 'RESEND_DAILY_QUOTA' | 'RESEND_MONTHLY_QUOTA'>;

/** Whether the plan at Resend is enough for so many readers, if every one gets an email every day. */
export const checkPlan = (config: Plan, readers: number): Check[] => {
  if (config.MAIL_TRANSPORT !== 'resend') return [skipped(ABOUT, 'Resend is not the transport')];
  const {RESEND_DAILY_QUOTA: day, RESEND_MONTHLY_QUOTA: month} = config;
  if (day === undefined && month === undefined) return [withoutQuotas(readers)];
  const found: Check[] = [];
  if (day !== undefined && readers > day)
    found.push(
      error(
        ABOUT,
        `${readers} readers, and the plan allows ${day} emails a day: ${readers - day} would wait every day`,
        'take a plan without a daily limit, and unset RESEND_DAILY_QUOTA',
      ),
    );
  else if (day !== undefined && readers === day)
    found.push(warning(ABOUT, `${readers} readers leave no email a day for letters`, 'take a larger plan'));
  if (month !== undefined && readers * LONGEST_MONTH_DAYS > month)
    found.push(
      warning(
        ABOUT,
        `${readers} readers need up to ${readers * LONGEST_MONTH_DAYS} emails a month of ${month}`,
        'take a larger plan, and set RESEND_MONTHLY_QUOTA to it',
      ),
    );
  return orOk(found, ok(ABOUT, `${readers} readers fit into the plan`));
};

const withoutQuotas = (readers: number): Check => {
  const {perDay, perMonth} = FREE_PLAN;
  return readers >= perDay || readers * LONGEST_MONTH_DAYS > perMonth
    ? warning(
        ABOUT,
        `${readers} readers; the free plan allows ${perDay} emails a day and ${perMonth} a month`,
        'set RESEND_DAILY_QUOTA and RESEND_MONTHLY_QUOTA to what your plan allows',
      )
    : ok(ABOUT, `${readers} readers fit into the free plan`);
};
