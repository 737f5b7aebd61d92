import fc from 'fast-check';

const SURROGATES = {from: 0xd800, count: 0x800};
const LAST_CODE_POINT = 0x10ffff;

/** Any one character that Unicode can name, unassigned ones too. */
const codePoint = fc.nat({max: LAST_CODE_POINT - SURROGATES.count}).map(
  place => String.fromCodePoint(place < SURROGATES.from ? place : place + SURROGATES.count),
  // So that names such as `__proto__` are tried as well: the library asks how they are made of this.
  text => {
    const code = typeof text === 'string' ? (text.codePointAt(0) ?? SURROGATES.from) : SURROGATES.from;
    const isSurrogate = code >= SURROGATES.from && code < SURROGATES.from + SURROGATES.count;
    if (isSurrogate || String.fromCodePoint(code) !== text) throw new Error('no code point');
    return code < SURROGATES.from ? code : code - SURROGATES.count;
  },
);

/**
 * Any text: the same as `fc.string({unit: 'binary'})`, which lists the million code points before its first
 * text and takes a second for it.
 */
export const anyText = (constraints: {minLength?: number; maxLength?: number} = {}): fc.Arbitrary<string> =>
  fc.string({...constraints, unit: codePoint});

const LETTERS = 'aZqßÉñøŁžİıΩςЖёאשعيअกខ字がア한ꝺǅʰ𝒜𐐀'.match(/./gu) ?? [];
const DIGITS = '07٣५²Ⅷ½'.match(/./gu) ?? [];

/**
 * Any letters and digits of many scripts between the given marks. `fc.stringMatching` of `\p{L}` lists all
 * code points first, which takes half a second.
 */
export const anyWords = (marks: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof({weight: 6, arbitrary: fc.constantFrom(...LETTERS)}, fc.constantFrom(...DIGITS), {
      weight: 2,
      arbitrary: fc.constantFrom(...marks),
    }),
    maxLength,
  });

/** Any address of the web, with what its path may hold and any text as its query. */
export const anyUrl: fc.Arbitrary<string> = fc
  .tuple(
    fc.domain(),
    fc.stringMatching(/^(?:\/[a-z0-9%._~!$&'()*+,;=:@-]{0,8}){0,3}$/),
    anyText({maxLength: 5}),
  )
  .map(([domain, path, query]) => `https://${domain}${path}?${encodeURIComponent(query)}`);
