import {readFileSync} from 'node:fs';
import {z} from 'zod';
import {whyForeignLogo} from './settings/branding.ts';
import {settingGroups} from './settings/groups.ts';
import {misspeltSettings} from './settings/misspelt.ts';
import {withSmallLetters} from './settings/proxy.ts';
import {problemsOfRealSend} from './settings/real-send.ts';
import {type Environment, SECRET_SETTINGS, withSecretFiles} from './settings/secret-files.ts';
import {instant} from './settings/shapes.ts';
import {localUrl} from './settings/web.ts';

/**
 * One schema, read once from the environment. Each entry's description is what docs/configuration.md prints.
 */
const schema = z.object({
  ...settingGroups.Redis,
  ...settingGroups.Sending,
  ...settingGroups.Sender,
  ...settingGroups['Web pages'],
  ...settingGroups.Schedule,
  ...settingGroups.Keeping,
  ...settingGroups.Sources,
  ...settingGroups.Branding,
  ...settingGroups.Telling,
  ...settingGroups.Network,
  PAPERBOY_CLOCK: instant
    .optional()
    .describe('The instant at which a process under test begins; in no group, so that no page lists it'),
});

export type Config = Readonly<z.infer<typeof schema>> & {
  /** The transport in force after the defaults. */
  readonly MAIL_TRANSPORT: 'resend' | 'outbox' | 'smtp';
  readonly PUBLIC_URL: string;
};

export type ParsedConfig =
  | {
      kind: 'config';
      config: Config;
      /** What looks like a mistake and forbids nothing, one line each. */
      warnings: string[];
    }
  | {kind: 'problems'; problems: string[]};

/**
 * Parses the environment. An empty value counts as unset. Problems come back all together, each with the
 * setting's name and the rule, never with its value (it may be a secret). `readText` reads the file of a
 * `NAME_FILE`.
 */
export const parseConfig = (environment: Environment, readText = readUtf8): ParsedConfig => {
  const resolved = withSecretFiles(withSmallLetters(environment), readText);
  const parsed = parseSettings(resolved.environment);
  const problems = [...resolved.problems, ...(parsed.kind === 'problems' ? parsed.problems : [])];
  if (parsed.kind === 'problems' || problems.length > 0) return {kind: 'problems', problems};
  return {...parsed, warnings: warningsOf(environment)};
};

const readUtf8 = (path: string): string => readFileSync(path, 'utf8');

const warningsOf = (environment: Environment): string[] =>
  misspeltSettings(Object.keys(environment), [
    ...Object.keys(schema.shape),
    ...SECRET_SETTINGS.map(name => `${name}_FILE`),
    ...Object.keys(settingGroups.Network).map(name => name.toLowerCase()),
  ]).map(({name, meant}) => `${name} is not a setting; did you mean ${meant}?`);

type ParsedSettings = {kind: 'config'; config: Config} | {kind: 'problems'; problems: string[]};

const parseSettings = (environment: Environment): ParsedSettings => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) return {kind: 'problems', problems: parsed.error.issues.map(toProblem)};
  const settings = parsed.data;
  const transport = settings.MAIL_TRANSPORT ?? (settings.RESEND_API_KEY ? 'resend' : 'outbox');
  const publicUrl = settings.PUBLIC_URL ?? localUrl(settings.PORT);
  const config = {...settings, MAIL_TRANSPORT: transport, PUBLIC_URL: publicUrl};
  const problems = problemsBetween(config);
  return problems.length > 0 ? {kind: 'problems', problems} : {kind: 'config', config};
};

/** Problems that no setting has alone. */
const problemsBetween = (config: Config): string[] => {
  const foreign = whyForeignLogo(config);
  if (foreign !== null) return [foreign];
  if (isOpenToForgers(config)) return [FORGERS];
  const missing = missingForTransport(config);
  if (missing === null) return [];
  const others = problemsOfRealSend(config).map(({setting, problem, fix}) => `${setting} ${problem}: ${fix}`);
  return [missing, ...others];
};

/** A header that anybody may send is no login. */
const isOpenToForgers = ({ADMIN_TRUSTED_HEADER, ADMIN_TRUSTED_FROM}: Config): boolean =>
  ADMIN_TRUSTED_HEADER !== undefined && ADMIN_TRUSTED_FROM.length === 0;

const FORGERS = 'ADMIN_TRUSTED_FROM is not set; without it ADMIN_TRUSTED_HEADER lets in anybody who sends it';

const missingForTransport = ({MAIL_TRANSPORT, RESEND_API_KEY, SMTP_URL}: Config): string | null => {
  if (MAIL_TRANSPORT === 'resend' && !RESEND_API_KEY)
    return 'RESEND_API_KEY is not set; MAIL_TRANSPORT=resend needs it';
  if (MAIL_TRANSPORT === 'smtp' && !SMTP_URL) return 'SMTP_URL is not set; MAIL_TRANSPORT=smtp needs it';
  return null;
};

const toProblem = (issue: z.core.$ZodIssue): string =>
  `${String(issue.path[0])}: ${plainMessage(issue.message)}`;

const plainMessage = (message: string): string =>
  message.replace(/^Invalid input: /, '').replace(/received .*$/, 'and is not');

export type SettingDescription = {group: string; name: string; byDefault: string; meaning: string};

/** Every setting with its default and meaning, group by group: what docs/configuration.md is made from. */
export const describeSettings = (): SettingDescription[] =>
  Object.entries(settingGroups).flatMap(([group, settings]) =>
    Object.entries<z.ZodType>(settings).map(([name, setting]) => ({
      group,
      name,
      byDefault: defaultOf(setting),
      meaning: setting.description ?? '',
    })),
  );

const defaultOf = (setting: z.ZodType): string => {
  const parsed = setting.safeParse(undefined);
  if (!parsed.success || parsed.data === undefined) return '';
  return Array.isArray(parsed.data) ? parsed.data.join(',') : String(parsed.data);
};

/** Every setting as it is in force, in the order of docs/configuration.md; a secret says only `set`. */
export const shownSettings = (config: Config): {group: string; name: string; value: string}[] => {
  const values = config as Record<string, unknown>;
  const secrets = new Set<string>(SECRET_SETTINGS);
  return describeSettings().map(({group, name}) => ({
    ...{group, name},
    value: shownValue(values[name], secrets.has(name)),
  }));
};

const shownValue = (value: unknown, isSecret: boolean): string => {
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  if (text === '') return 'not set';
  return isSecret ? 'set' : withoutCredentials(text);
};

/** A URL without whom it logs in and what it asks: both may hold a key. */
const withoutCredentials = (text: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text.replace(/^([^:]+:\/\/)[^/?#]*@/, '$1…@').replace(/[?#].*$/, '?…')
    : text;
