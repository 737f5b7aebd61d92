import {type Decision, type Doubt, decideDoubt, type KnownCall, NO_CALL_OF_OURS} from './evidence.ts';
import type {Searched} from './marks.ts';
import {type ReadEvidenceResult, readEvidence} from './read-evidence.ts';
import type {Witness} from './witness.ts';

export type Witnesses = {
  /** The other side's log of calls; null for a transport without one. */
  callLog: Witness | null;
  /** Its list of emails, asked where the log alone proves nothing; null as above. */
  emailList: Witness | null;
};

export type LookUp<One extends Doubt> = {
  doubts: One[];
  /** The calls by which a witness is judged. */
  known: KnownCall[];
  searched: Searched;
  now: number;
};

export type Decided<One extends Doubt> = {doubt: One; decision: Decision};

export type LookUpResult<One extends Doubt> =
  | {kind: 'decided'; decided: Decided<One>[]}
  /** `isForbidden`: no later look will be told more. */
  | {kind: 'not-told'; reason: string; isForbidden: boolean};

/** Asks the log of calls about doubts, and where that proves nothing the list of emails. */
export const lookUp = async <One extends Doubt>(
  {callLog, emailList}: Witnesses,
  {doubts, known, searched, now}: LookUp<One>,
): Promise<LookUpResult<One>> => {
  const notTold = (reason: string, isForbidden = false) => ({kind: 'not-told' as const, reason, isForbidden});
  if (!callLog) return notTold('this transport keeps no log of calls');
  if (doubts.length === 0) return notTold('nothing is known of the calls');
  const read = await readEvidence(callLog, {doubts, searched});
  if (read.kind === 'forbidden') return notTold(`the log of calls may not be read: ${read.reason}`, true);
  const first = doubts.map(doubt => ({
    doubt,
    decision: decideDoubt({doubt, evidence: read.evidence, known, now}),
  }));
  const open = first.filter(({decision}) => decision.reason === NO_CALL_OF_OURS).map(({doubt}) => doubt);
  if (!emailList || open.length === 0) return {kind: 'decided', decided: first};
  const listed = await readEvidence(emailList, {doubts: open, searched});
  const decided = first.map(({doubt, decision}) =>
    open.includes(doubt)
      ? {doubt, decision: decideByList(listed, {doubt, first: decision, known, now})}
      : {doubt, decision},
  );
  return {kind: 'decided', decided};
};

type ByList = {doubt: Doubt; first: Decision; known: KnownCall[]; now: number};

/** What the log could not prove, the list of emails may. */
const decideByList = (listed: ReadEvidenceResult, {doubt, first, known, now}: ByList): Decision =>
  listed.kind === 'forbidden'
    ? {...first, reason: `${first.reason}; the list of emails may not be read: ${listed.reason}`}
    : decideDoubt({doubt, evidence: listed.evidence, known, now});
