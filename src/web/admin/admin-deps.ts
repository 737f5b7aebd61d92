import type {Paperboy} from '../../app.ts';

/** What the admin page asks of the house: the use cases of the operator's commands, and no others. */
export type OperatingRooms = Pick<Paperboy['operations'], 'logins'> &
  Pick<Paperboy['editions'], 'list' | 'curation' | 'listSuggestions' | 'decideSuggestion'> &
  Pick<Paperboy['sending'], 'status' | 'findOverdue' | 'hasDeliveryWorker'> &
  Pick<
    Paperboy['orders'],
    'pause' | 'resume' | 'cancel' | 'stopEverything' | 'resumeEverything' | 'callOffResend' | 'globalStop'
  > & {orderOf: Paperboy['orders']['of']};
