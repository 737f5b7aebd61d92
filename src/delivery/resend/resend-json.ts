import type {EditionId} from '../../editions/edition.ts';
import type {Run} from '../ledger/runs.ts';

/**
 * What `editions resend --json` and the same verb over HTTP answer; other programs rely on it (the README
 * lists it).
 */
export type ResendJson = {
  edition: EditionId;
  scope: string[];
  eligible: number;
  left_out: Record<string, number>;
  dry_run: boolean;
  run: number | null;
  counts?: Run['counts'];
  have_it_already?: number;
  samples?: string[];
  estimated_seconds?: number | null;
};
