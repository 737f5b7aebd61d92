import {type PartResult, short, table} from '../part.ts';
import {benchFanOut, type FanOutSizes, type WayResult} from './fan-out.ts';

const TITLES: Record<string, string> = {
  floor: 'SDK floor: ready mails through batch.send',
  'floor again': 'SDK floor, once more at the end',
  raw: 'limit: one constant buffer through node:http',
  naive: 'a script: MJML and a POST for each reader',
  oneJob: 'a BullMQ job and a POST for each reader',
  'product, 1': 'Paperboy, one worker',
  'product, 2': 'Paperboy, two workers',
};

/** Sending in six ways side by side: what the product does of the floor, the limit and what others do. */
export const reportFanOut = async (sizes: FanOutSizes): Promise<PartResult> => {
  const results = await benchFanOut(sizes);
  const of = (way: string): WayResult => {
    const found = results.find(result => result.way === way);
    if (!found) throw new Error(`nothing was measured of ${way}`);
    return found;
  };
  const [product, two] = [of('product, 1'), of('product, 2')];
  const floor = meanOf(of('floor'), of('floor again'));
  const figures = {
    ratio: product.perSecond / floor.perSecond,
    cpuRatio: product.cpuPer10k / floor.cpuPer10k,
    ofTwoWorkers: two.perSecond / product.perSecond,
    ...(sizes.naiveReaders > 0 ? {ofNaive: of('naive').cpuPer10k / product.cpuPer10k} : {}),
    ...(sizes.oneJobReaders > 0 ? {ofOneJob: of('oneJob').cpuPer10k / product.cpuPer10k} : {}),
    ...{perSecond: product.perSecond, floorPerSecond: floor.perSecond},
    ...{cpuPer10k: product.cpuPer10k, floorCpuPer10k: floor.cpuPer10k},
    ...{
      peakMb: product.peakMb,
      redisCpuPer10k: product.redisCpuPer10k ?? 0,
      bytesPerMail: product.bytesPerMail,
    },
  };
  return {figures, lines: [summary(figures, sizes.readers), ...table(results.map(toRow))]};
};

/** The floor is measured first and last, since what else the machine does changes. */
const meanOf = (first: WayResult, last: WayResult): Pick<WayResult, 'perSecond' | 'cpuPer10k'> => ({
  perSecond: (first.perSecond + last.perSecond) / 2,
  cpuPer10k: (first.cpuPer10k + last.cpuPer10k) / 2,
});

const summary = ({ratio, cpuRatio}: {ratio: number; cpuRatio: number}, readers: number): string =>
  `${readers.toLocaleString('en')} mails, a selection for each reader: ${short(ratio)} of the SDK floor's ` +
  `mails a second, ${short(cpuRatio)} of its processor's time`;

const toRow = ({way, perSecond, cpuPer10k, peakMb, redisCpuPer10k, bytesPerMail}: WayResult) => ({
  way: TITLES[way] ?? way,
  'mails/s': short(perSecond),
  'CPU s/10,000': short(cpuPer10k),
  'peak MB': short(peakMb),
  'Redis CPU s/10,000': redisCpuPer10k === undefined ? '' : short(redisCpuPer10k),
  'bytes/mail': short(bytesPerMail),
});
