/** What is used of opentype.js 2, which brings no types. Those of DefinitelyTyped pull in the browser's. */
declare module 'opentype.js' {
  type Command =
    | {type: 'M'; x: number; y: number}
    | {type: 'L'; x: number; y: number}
    | {type: 'Q'; x1: number; y1: number; x: number; y: number}
    | {type: 'C'; x1: number; y1: number; x2: number; y2: number; x: number; y: number}
    | {type: 'Z'};

  export type Font = {
    unitsPerEm: number;
    /** 0 for a letter that the font has not. */
    charToGlyphIndex(letter: string): number;
    /** In units of the font. */
    getKerningValue(left: number, right: number): number;
    glyphs: {
      get(index: number): {
        advanceWidth?: number;
        getPath(x: number, y: number, size: number): {commands: Command[]};
      };
    };
  };

  const opentype: {parse(file: ArrayBuffer): Font};
  export default opentype;
}
