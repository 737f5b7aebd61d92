import type {PaperId} from '../../papers/paper.ts';

/** What an operator says of one paper of an edition: first, out, or neither, as its votes decide. */
export type Verdict = 'pin' | 'drop' | 'neither';

/** What an operator decided of an edition before it froze. */
export type Curation = {
  /** How often it was changed; 0 is never. An edition freezes with the newest revision or not at all. */
  revision: number;
  /** Plain text that stands above the papers, with `\n` between lines; '' is none. */
  note: string;
  /** The last verdict on each paper, in the order in which they were given. */
  verdicts: {paper: PaperId; verdict: Verdict}[];
};

export const uncurated: Curation = {revision: 0, note: '', verdicts: []};

/** The papers with this verdict, in the order in which it was given. */
export const papersWith = (verdict: Verdict, {verdicts}: Curation): PaperId[] =>
  verdicts.filter(given => given.verdict === verdict).map(({paper}) => paper);

/**
 * The curation with each paper under the id that it has now: one that was known by its title alone may have
 * got its arXiv id since. Of several verdicts on what is one paper the last one counts.
 */
export const withCurrentIds = async (
  curation: Curation,
  currentId: (paper: PaperId) => Promise<PaperId>,
): Promise<Curation> => {
  const last = new Map<PaperId, Verdict>();
  for (const {paper, verdict} of curation.verdicts) {
    const id = await currentId(paper);
    // Entered again, so that it stands in the order of its last verdict.
    last.delete(id);
    last.set(id, verdict);
  }
  return {...curation, verdicts: [...last].map(([paper, verdict]) => ({paper, verdict}))};
};
