/**
 * A stretch of an outline in pixels, y downwards: a straight line, or a curve with one or two control points.
 */
export type Stroke =
  | {type: 'M'; x: number; y: number}
  | {type: 'L'; x: number; y: number}
  | {type: 'Q'; x1: number; y1: number; x: number; y: number}
  | {type: 'C'; x1: number; y1: number; x2: number; y2: number; x: number; y: number}
  | {type: 'Z'};

/**
 * A picture as the place of each pixel in its palette: `colour * LEVELS + level`, from the ground to the full
 * colour.
 */
export type Pixels = {width: number; height: number; places: Uint8Array};

/** Steps from the ground to a full colour: four colours fill a palette of 256. */
export const LEVELS = 64;

export const blankPixels = (width: number, height: number): Pixels => ({
  width,
  height,
  places: new Uint8Array(width * height),
});

/** Fills a rectangle of whole pixels. */
export const fillBox = (
  {width, places}: Pixels,
  box: {x: number; y: number; width: number; height: number; colour: number},
): void => {
  for (let y = box.y; y < box.y + box.height; y++)
    places.fill(box.colour * LEVELS + LEVELS - 1, y * width + box.x, y * width + box.x + box.width);
};

/** Pieces of a curve: at the sizes of a card none is longer than some pixels. */
const PIECES = 8;

/**
 * Fills an outline, smooth at its edges. Each line adds to a pixel how much it covers of it, and the sum
 * along a row is what lies inside (the signed area of font-rs, github.com/raphlinus/font-rs). What stands out
 * of the picture is left out.
 */
export const fillOutline = (pixels: Pixels, strokes: Stroke[], colour: number): void => {
  const lines = linesOf(strokes);
  const frame = frameOf(lines, pixels);
  if (frame === null) return;
  const areas = new Float32Array(frame.width * frame.height + 2);
  for (const [x0, y0, x1, y1] of lines)
    addLine(areas, frame, {x0: x0 - frame.left, y0: y0 - frame.top, x1: x1 - frame.left, y1: y1 - frame.top});
  for (let y = 0; y < frame.height; y++) {
    let inside = 0;
    for (let x = 0; x < frame.width; x++) {
      inside += areas[y * frame.width + x] ?? 0;
      const level = Math.round(Math.min(1, Math.abs(inside)) * (LEVELS - 1));
      const at = (frame.top + y) * pixels.width + frame.left + x;
      if (level > (pixels.places[at] ?? 0) % LEVELS) pixels.places[at] = colour * LEVELS + level;
    }
  }
};

type Line = [x0: number, y0: number, x1: number, y1: number];

type Frame = {left: number; top: number; width: number; height: number};

/**
 * The whole pixels that the lines touch, and one more column for what a line leaves to its right; null where
 * some are outside.
 */
const frameOf = (lines: Line[], {width, height}: Pixels): Frame | null => {
  if (lines.length === 0) return null;
  const xs = lines.flatMap(([x0, , x1]) => [x0, x1]);
  const ys = lines.flatMap(([, y0, , y1]) => [y0, y1]);
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const [right, bottom] = [Math.ceil(Math.max(...xs)) + 2, Math.ceil(Math.max(...ys))];
  if (!(left >= 0 && top >= 0 && right <= width && bottom <= height)) return null;
  return {left, top, width: right - left, height: bottom - top};
};

const linesOf = (strokes: Stroke[]): Line[] => {
  const lines: Line[] = [];
  let [startX, startY, x, y] = [0, 0, 0, 0];
  const to = (nextX: number, nextY: number) => {
    lines.push([x, y, nextX, nextY]);
    [x, y] = [nextX, nextY];
  };
  for (const stroke of strokes) {
    if (stroke.type === 'Z') to(startX, startY);
    else if (stroke.type === 'M') [startX, startY, x, y] = [stroke.x, stroke.y, stroke.x, stroke.y];
    else if (stroke.type === 'L') to(stroke.x, stroke.y);
    else {
      const [fromX, fromY] = [x, y];
      for (let piece = 1; piece <= PIECES; piece++) {
        const t = piece / PIECES;
        const [c1, c2] = stroke.type === 'Q' ? [null, null] : [stroke.x2, stroke.y2];
        to(along(t, fromX, stroke.x1, c1, stroke.x), along(t, fromY, stroke.y1, c2, stroke.y));
      }
    }
  }
  return lines;
};

/** A Bézier curve at `t`, with one control point or two. */
const along = (t: number, from: number, first: number, second: number | null, to: number): number => {
  const u = 1 - t;
  if (second === null) return u * u * from + 2 * u * t * first + t * t * to;
  return u * u * u * from + 3 * u * u * t * first + 3 * u * t * t * second + t * t * t * to;
};

const addLine = (
  areas: Float32Array,
  frame: Frame,
  {x0, y0, x1, y1}: {x0: number; y0: number; x1: number; y1: number},
): void => {
  if (y0 === y1) return;
  const direction = y0 < y1 ? 1 : -1;
  const [topX, topY, bottomX, bottomY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (bottomX - topX) / (bottomY - topY);
  let x = topX;
  for (let row = Math.floor(topY); row < Math.ceil(bottomY); row++) {
    const tall = Math.min(row + 1, bottomY) - Math.max(row, topY);
    const next = x + slope * tall;
    addAcross(areas, row * frame.width, {from: x, to: next, area: tall * direction});
    x = next;
  }
};

/** What a line covers within one row: `area` to its right, shared out over the pixels that it crosses. */
const addAcross = (
  areas: Float32Array,
  row: number,
  {from, to, area}: {from: number; to: number; area: number},
): void => {
  const [left, right] = from < to ? [from, to] : [to, from];
  const [first, last] = [Math.floor(left), Math.floor(right)];
  const add = (column: number, share: number) => {
    areas[row + column] = (areas[row + column] ?? 0) + share * area;
  };
  // The share of the line that lies left of each pixel's right edge, integrated: what it covers up to there.
  let before = 0;
  for (let column = first; column <= last; column++) {
    const covered = coveredUpTo(column + 1, left, right) - coveredUpTo(column, left, right);
    add(column, covered - before);
    before = covered;
  }
  add(last + 1, 1 - before);
};

/**
 * How much of the plane up to `edge` lies right of a line that runs evenly from `left` to `right`, a row
 * high.
 */
const coveredUpTo = (edge: number, left: number, right: number): number => {
  if (edge <= left) return 0;
  if (edge >= right) return edge - (left + right) / 2;
  return (edge - left) ** 2 / (2 * (right - left));
};
