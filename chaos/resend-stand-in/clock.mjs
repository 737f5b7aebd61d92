/** The real clock, in milliseconds since 1970, with an offset, so that a day passes in no time. */
export const openClock = () => {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    /** @param {number} ms */
    advance: ms => {
      offset += ms;
    },
  };
};
