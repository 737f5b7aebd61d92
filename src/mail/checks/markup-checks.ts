import type {ConfigData} from 'html-validate';

/**
 * Checks whose tools belong to developers: they are loaded when they are asked for, and are not there where
 * only what runs a newsletter is installed. Then these functions throw what Node throws for a package that is
 * missing.
 */

/**
 * What is in every mail of a kind that programs know differently: dark colours, rounded corners and the like,
 * each with a fallback.
 */
export const MAX_PAIRS = 16;

/**
 * Recommended presets ask for modern pages; a mail needs tables with roles, and what is said twice for old
 * readers.
 */
const RULES: ConfigData = {
  extends: ['html-validate:a11y'],
  elements: ['html5'],
  rules: {
    'close-order': 'error',
    'no-dup-id': 'error',
    'no-dup-attr': 'error',
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
  },
};

/** What html-validate finds wrong: the rule, where and what. */
export const htmlFaults = async (html: string): Promise<string[]> => {
  const {HtmlValidate} = await import('html-validate');
  const report = await new HtmlValidate(RULES).validateString(html);
  return report.results.flatMap(({messages}) =>
    messages.map(({ruleId, line, column, message}) => `${ruleId} at ${line}:${column}: ${message}`),
  );
};

/**
 * The mail programs of most people that caniemail knows everything of; what it does not know of one makes it
 * throw.
 */
const PROGRAMS = [
  'apple-mail.macos',
  'apple-mail.ios',
  'gmail.desktop-webmail',
  'gmail.ios',
  'gmail.android',
  'outlook.windows',
  'outlook.macos',
  'outlook.ios',
  'outlook.android',
  'yahoo.desktop-webmail',
  'yahoo.ios',
  'samsung-email.android',
  'protonmail.desktop-webmail',
] as const;

/** What the mail uses and a program does not know at all: `outlook.windows: @media`. */
export const unsupportedPairs = async (html: string): Promise<string[]> => {
  const {caniemail} = await import('caniemail');
  const pairs = PROGRAMS.flatMap(program => {
    const {issues} = caniemail({clients: [program], html});
    return [...issues.errors].flatMap(([client, found]) => found.map(({title}) => `${client}: ${title}`));
  });
  return [...new Set(pairs)].toSorted();
};
