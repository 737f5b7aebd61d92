import {parseEnvFile} from '../../settings/env-file.ts';

/**
 * The text of a `.env` file with these settings, one a line, read back the same by Node and by compose. Null
 * where a value cannot be written so that it is: it has a line break, or every kind of quote.
 */
export const envText = (settings: Record<string, string>): string | null => {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`);
  const text = `# Written by paperboy init. .env.example lists every setting.\n${lines.join('\n')}\n`;
  const read = parseEnvFile(Buffer.from(text));
  const isSame =
    read.kind === 'settings' &&
    Object.keys(read.settings).length === lines.length &&
    Object.entries(settings).every(([name, value]) => read.settings[name] === value);
  return isSame ? text : null;
};

/** Single quotes where they do, since nothing in them has a meaning. */
const quoted = (value: string): string => {
  if (/^[A-Za-z0-9_@:/.,+=-]+$/.test(value)) return value;
  const quote = ["'", '"', '`'].find(sign => !value.includes(sign)) ?? "'";
  return `${quote}${value}${quote}`;
};
