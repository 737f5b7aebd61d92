/** Tells the line of a place in the text, from 1; places are asked for in rising order. */
export const lineCounter = (text: string): ((at: number) => number) => {
  let [line, seen] = [1, 0];
  return at => {
    for (let next = text.indexOf('\n', seen); next !== -1 && next < at; next = text.indexOf('\n', seen)) {
      line += 1;
      seen = next + 1;
    }
    return line;
  };
};
