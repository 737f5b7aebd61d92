/** What a process took of the machine while it did its work. */
export type Taken = {cpuSeconds: number; seconds: number; peakMb: number};

const MEGABYTE_IN_KILOBYTES = 1024;

/** The peak of memory is that of the process since its start. */
export const measured = async (work: () => Promise<void>): Promise<Taken> => {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const {user, system} = process.cpuUsage(cpu);
  return {
    cpuSeconds: (user + system) / 1e6,
    seconds: (performance.now() - start) / 1000,
    peakMb: process.resourceUsage().maxRSS / MEGABYTE_IN_KILOBYTES,
  };
};
