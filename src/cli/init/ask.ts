import {type Answers, BY_DEFAULT, QUESTIONS, type Question} from './answers.ts';

/** What a person answered, or that they went away: nothing was written. */
export type Interview<Answer> = {kind: 'answered'; answer: Answer} | {kind: 'left'};

/** Asks for whatever is not given yet, on the terminal; what is known already is proposed. */
export const askFor = async (
  given: Partial<Answers>,
  proposed: Partial<Answers>,
): Promise<Interview<Partial<Answers>>> => {
  const {isCancel} = await import('@clack/prompts');
  const answers: Partial<Answers> = {...given};
  for (const question of QUESTIONS) {
    if (answers[question.asked] !== undefined) continue;
    const answer = await askOne(question, {...BY_DEFAULT, ...proposed}[question.asked]);
    if (isCancel(answer)) return {kind: 'left'};
    answers[question.asked] = answer.trim();
  }
  return {kind: 'answered', answer: answers};
};

const askOne = async ({asked, words, refuse}: Question, proposal: string | undefined) => {
  const {password, text} = await import('@clack/prompts');
  const output = process.stderr;
  const validate = (value: string | undefined) =>
    refuse((value ?? '').trim() || (proposal ?? '')) ?? undefined;
  if (asked === 'carrier') {
    const kept = proposal === undefined ? '' : ' (Enter keeps the one that is set)';
    const answer = await password({message: `${words}${kept}`, validate, output});
    return answer === '' ? (proposal ?? '') : (answer ?? '');
  }
  const known = proposal === undefined ? {} : {placeholder: proposal, defaultValue: proposal};
  return text({message: words, ...known, validate, output});
};

/** Asks for a yes; someone who goes away says no. */
export const askForYes = async (message: string): Promise<boolean> => {
  const {confirm} = await import('@clack/prompts');
  return (await confirm({message, output: process.stderr})) === true;
};
