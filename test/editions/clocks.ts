/** `2026-03-29 02:30` where the zone's clocks show that. */
export const clockIn = (timezone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (wave: number) => format.format(wave).replace(', ', ' ');
};
