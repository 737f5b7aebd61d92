import type {Scenario, Scene} from '../scenario.ts';

/** Every process killed when this share of the readers has the mail. */
const killAtShare = async (
  share: number,
  {paperboy, edition, addresses, crew, until}: Scene,
): Promise<void> => {
  const isReached = async () =>
    (await paperboy.stores.ledger.counts(edition)).accepted >= share * addresses.length;
  await until(isReached);
  await crew.killAll();
};

/** One run over 100,000 readers for each; far too long for the others' company. */
export const largeScenarios: Scenario[] = [25, 50, 75].map(percent => ({
  name: `large-${percent}`,
  says: `100,000 readers, everything killed at ${percent} %`,
  rounds: 1,
  readers: 100_000,
  redis: 'everysec' as const,
  patienceMs: 15 * 60_000,
  play: scene => killAtShare(percent / 100, scene),
}));
