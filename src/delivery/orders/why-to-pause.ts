import type {DeliveryRates} from '../ledger/receipts.ts';

/** Fewer accepted mails than this say nothing about a rate: one bounce of ten would be 10 %. */
const MIN_ACCEPTED = 100;

/** The most that a list in good order has (docs.buttondown.com/standards). */
const MAX_BOUNCED = 0.05;

/** Gmail's limit for bulk senders; one complaint alone is chance. */
const MAX_COMPLAINED = 0.003;
const MIN_COMPLAINTS = 2;

const MAX_FAILURES_IN_A_ROW = 10;

/**
 * A bad address makes at most some eight calls before one of its neighbours is accepted. So many refusals
 * that read alike, and nothing accepted between them, are about every mail.
 */
const MAX_REFUSALS_ALIKE = 20;

/**
 * Why an edition should not go on by itself, or null. The rates are of accepted mails and not of delivered
 * ones: accepted is what we know for sure, while a webhook may be set up without `email.delivered`.
 */
export const whyToPause = ({
  accepted,
  bounced,
  complained,
  failuresInARow,
  ...refused
}: DeliveryRates): string | null => {
  if (refused.refusalsAlike >= MAX_REFUSALS_ALIKE)
    return `${refused.refusalsAlike} calls were refused alike: ${refused.refusal}`;
  if (failuresInARow >= MAX_FAILURES_IN_A_ROW) return `${failuresInARow} definite failures in a row`;
  if (accepted < MIN_ACCEPTED) return null;
  if (complained >= MIN_COMPLAINTS && complained >= accepted * MAX_COMPLAINED)
    return (
      `${complained} of ${accepted} mails were complained about (${percent(complained, accepted)}; the ` +
      'limit is 0.3 %)'
    );
  if (bounced >= accepted * MAX_BOUNCED)
    return `${bounced} of ${accepted} mails bounced (${percent(bounced, accepted)}; the limit is 5 %)`;
  return null;
};

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
