/** One text, `{name}` where a value stands; a long one in several lines, which are joined as they are. */
export type Text = string | readonly string[];

/** A text for each form of the plural that the language has (CLDR); the value `n` decides. */
export type Plural = {readonly other: Text} & {readonly [Form in Intl.LDMLPluralRule]?: Text};

export type Message = Text | Plural;

/** What a translation of a part of the English catalogue has: of each message the same kind, or nothing. */
export type Translation<English> = {
  readonly [Key in keyof English]?: English[Key] extends {other: Text} ? Plural : Text;
};

export const isPlural = (message: Message): message is Plural =>
  typeof message !== 'string' && 'other' in message;

export const textOf = (text: Text): string => (typeof text === 'string' ? text : text.join(''));

type NamesIn<Words> = Words extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

type NamesOf<English> = English extends {other: infer Other}
  ? NamesOf<Other> | 'n'
  : NamesIn<English extends readonly string[] ? English[number] : English>;

/** The values that a message of the English catalogue needs, by the names that stand in it. */
export type ValuesOf<English> = {
  readonly [Name in NamesOf<English>]: Name extends 'n' ? number : string | number;
};
