/**
 * Environment → typed Config. The only reader of `process.env`; everything else gets what it needs from `main.ts`.
 * An empty variable counts as not set, since that is what `NAME=` in an env file or a compose file means.
 */
import { isIP } from 'node:net';
import { z } from 'zod';
import { readApplications } from './application-setting.ts';
import { readCallbacks } from './callback-setting.ts';
import { AppError } from './core/errors.ts';
import { readDeadlines } from './deadline-setting.ts';
import type { ApplicationRules } from './domain/application-rules.ts';
import type { CallbackRules } from './domain/callback-rules.ts';
import { DEFAULT_CALENDAR, type Deadlines } from './domain/deadlines.ts';
import { DEFAULT_DOSSIER_RULES, type DossierRules } from './domain/dossier-rules.ts';
import { LANGUAGES, type Language } from './domain/person.ts';
import type { Routing } from './domain/queues.ts';
import { readDossierRules } from './dossier-setting.ts';
import { readRouting } from './routing-setting.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const PLAYGROUND = ['auto', 'on', 'off'] as const;

export interface Config {
  database: { type: 'server'; url: string; pool: number } | { type: 'embedded'; directory: string };
  http: {
    host: string;
    /** 0: any free one. */
    port: number;
    /** PORT was given, so that another port would surprise. */
    portGiven: boolean;
  };
  /** The page where anyone is franchisee and headquarters at once. `auto`: only where no other machine can reach it. */
  playground: 'auto' | 'on' | 'off';
  /** Each is there when its token is; any mix runs. */
  telegram:
    | { token: string; apiRoot: string | undefined; webhook: { url: string; secret: string } | undefined }
    | undefined;
  slack:
    | {
        botToken: string;
        /** Socket Mode; without it the signing secret is there, for HTTP. */
        appToken: string | undefined;
        signingSecret: string | undefined;
        apiUrl: string | undefined;
        deskChannel: string | undefined;
      }
    | undefined;
  discord: { token: string; applicationId: string; apiUrl: string | undefined } | undefined;
  /** undefined: whatever suits the mode that the program runs in. */
  logLevel: LogLevel | undefined;
  defaultLanguage: Language;
  /** Headquarters' zone, IANA. */
  timeZone: string;
  /** How long cases may take; undefined: as the domain has it. */
  deadlines: Deadlines | undefined;
  callRules: CallbackRules;
  /** How applications are scored and decided; undefined: as the domain has it. */
  applicationRules: ApplicationRules | undefined;
  dossierRules: DossierRules;
  /** What another system shows to report deliveries; undefined: none can. */
  deliveriesToken: string | undefined;
  /** Undefined: as the domain has it. */
  routing: Routing | undefined;
}

/** A wrong setting. The message is one line for the operator: which variable, what is wrong, what to write instead. */
export class ConfigError extends AppError {
  override readonly name = 'ConfigError';
  readonly code = 'config';
  readonly variable: string;
  constructor(variable: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.variable = variable;
  }
}

/** What the program should exit with when its configuration is wrong: EX_CONFIG of sysexits.h. */
export const EXIT_CONFIG = 78;

/** A value as the operator will recognise it, unless it is long or looks as if a connection string had slipped in. */
function quote(value: string): string {
  return value.length > 40 || /[@\p{C}]|:\/\//u.test(value) ? 'the value' : JSON.stringify(value);
}

/** A variable whose value is read from its text; `read` answers undefined if it can't, and `remedy` says what to write. */
function variable<T>(read: (value: string) => T | undefined, wrong: (value: string) => string) {
  return z.string().transform((value, context) => {
    const result = read(value);
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: wrong(value) });
    return z.NEVER;
  });
}

function wholeNumber(min: number, max: number): (value: string) => number | undefined {
  return (value) => {
    const number = /^\d{1,6}$/.test(value) ? Number(value) : undefined;
    return number !== undefined && number >= min && number <= max ? number : undefined;
  };
}

/** The driver takes several hosts (`a:5432,b:5432`), which `URL` does not: only the first is looked at, as the driver does. */
function readDatabaseUrl(value: string): string | undefined {
  const match = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?([^/?#]*)/i.exec(value);
  const hosts = match?.[1];
  if (hosts === undefined) return undefined;
  try {
    const url = new URL(value.replace(hosts, hosts.split(',')[0] ?? ''));
    // The driver decodes these when it connects, and a stray "%" would throw there.
    decodeURIComponent(url.username);
    decodeURIComponent(url.password);
    return url.hash === '' && (url.hostname !== '' || url.searchParams.has('host')) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readHost(value: string): string | undefined {
  return isIP(value) > 0 || /^(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?$/i.test(value) ? value : undefined;
}

function readLanguage(value: string): Language | undefined {
  try {
    const locale = new Intl.Locale(value.replaceAll('_', '-')).maximize();
    const tag = locale.language === 'zh' ? `zh-${locale.script}` : locale.language;
    return LANGUAGES.find((language) => language === tag);
  } catch {
    return undefined;
  }
}

function readTimeZone(value: string): string | undefined {
  // Offsets such as +08:00 are taken by Intl, but know nothing of daylight saving.
  if (/^[+-]/.test(value)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Without a slash at the end: the SDKs join paths to it. */
function readUrl(value: string): string | undefined {
  const url = URL.parse(value);
  const plain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '';
  return plain ? value.replace(/\/+$/, '') : undefined;
}

const httpsUrl = (value: string): string | undefined => (value.startsWith('https://') ? readUrl(value) : undefined);

/** A secret of a known shape. Its value is never shown. */
const secret = (shape: RegExp, remedy: string) =>
  variable(
    (value) => (shape.test(value) ? value : undefined),
    () => remedy,
  ).optional();

const apiUrl = variable(
  readUrl,
  () => 'is not an address; write one that begins with https:// or http://, or leave it unset for the platform itself',
).optional();

const variables = z.object({
  DATABASE_URL: variable(
    readDatabaseUrl,
    () =>
      'is not a Postgres address; write postgres://USER:PASSWORD@HOST:5432/DATABASE with special characters of the ' +
      'password percent-encoded, or leave it unset for the embedded database',
  ).optional(),
  DATABASE_POOL: variable(
    wholeNumber(1, 50),
    (value) => `${quote(value)} is not a number of connections; write a whole number from 1 to 50`,
  ).default(6),
  DATA_DIR: variable(
    (value) => (value.includes('\0') ? undefined : value),
    () => 'is not a path; write a directory that the program may create and write to',
  ).default('./data'),
  PORT: variable(
    wholeNumber(0, 65_535),
    (value) => `${quote(value)} is not a port; write a whole number from 1 to 65535, or 0 for any free port`,
  ).optional(),
  HOST: variable(
    readHost,
    (value) =>
      `${quote(value)} is not an address to listen on; write 127.0.0.1 for this machine only, 0.0.0.0 for every network, ` +
      'or a host name without scheme and port',
  ).default('127.0.0.1'),
  PLAYGROUND: variable(
    (value) => PLAYGROUND.find((one) => one === value.toLowerCase()),
    (value) => `${quote(value)} is not known here; write auto, on or off`,
  ).default('auto'),
  TELEGRAM_BOT_TOKEN: secret(
    /^\S+$/,
    'is not a bot’s token; write the one that @BotFather gave, such as 123456:ABC-DEF…',
  ),
  TELEGRAM_API_ROOT: apiUrl,
  TELEGRAM_WEBHOOK_URL: variable(
    httpsUrl,
    () =>
      'is not an address that Telegram calls; write one that begins with https://, or leave it unset for long polling',
  ).optional(),
  // https://core.telegram.org/bots/api#setwebhook
  TELEGRAM_WEBHOOK_SECRET: secret(/^[\w-]{1,256}$/, 'is not a secret for a webhook; write 1 to 256 of A–Z a–z 0–9 _ -'),
  SLACK_BOT_TOKEN: secret(/^\S+$/, 'is not a bot’s token; write the one that begins with xoxb-'),
  SLACK_APP_TOKEN: secret(/^\S+$/, 'is not an app-level token; write the one that begins with xapp-'),
  SLACK_SIGNING_SECRET: secret(/^\S+$/, 'is not a signing secret; copy it from “Basic Information” of the app'),
  SLACK_API_URL: apiUrl,
  SLACK_DESK_CHANNEL: variable(
    (value) => (/^\S+$/.test(value) ? value : undefined),
    (value) => `${quote(value)} is not a channel’s id; copy it from the channel’s details, such as C0123456789`,
  ).optional(),
  DISCORD_BOT_TOKEN: secret(/^\S+$/, 'is not a bot’s token; copy it from “Bot” of the application'),
  DISCORD_APPLICATION_ID: variable(
    (value) => (/^\d{1,25}$/.test(value) ? value : undefined),
    (value) =>
      `${quote(value)} is not an application’s id; copy it from “General Information”, such as 112233445566778899`,
  ).optional(),
  DISCORD_API_URL: apiUrl,
  LOG_LEVEL: variable(
    (value) => LOG_LEVELS.find((level) => level === value.toLowerCase()),
    (value) => `${quote(value)} is not a log level; write one of ${LOG_LEVELS.join(', ')}`,
  ).optional(),
  DEFAULT_LANGUAGE: variable(
    readLanguage,
    (value) => `${quote(value)} is not a language of this program; write one of ${LANGUAGES.join(', ')}`,
  ).default('zh-Hans'),
  TIME_ZONE: variable(
    readTimeZone,
    (value) => `${quote(value)} is not an IANA time zone; write a name such as Asia/Shanghai`,
  ).default('Asia/Shanghai'),
  /** JSON; read below, since its calendar is in TIME_ZONE unless it names another. */
  DEADLINES: z.string().optional(),
  ROUTING: z.string().optional(),
  CALLBACKS: z.string().optional(),
  APPLICATIONS: z.string().optional(),
  DOSSIER: z.string().optional(),
  // As much as can be guessed by nobody, in what a header can carry.
  DELIVERIES_TOKEN: secret(
    /^[\x21-\x7e]{32,200}$/,
    'is no token; write 32 to 200 letters, digits and signs without blanks, such as openssl rand -hex 32 gives',
  ),
});

/** Reads the configuration. Throws `ConfigError` for the first wrong variable, which also says how many more are wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given: Record<string, string> = {};
  for (const name of Object.keys(variables.shape)) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw asConfigError(parsed.error);
  const values = parsed.data;
  const deadlines = deadlinesOf(values);
  return {
    database:
      values.DATABASE_URL === undefined
        ? { type: 'embedded', directory: values.DATA_DIR }
        : { type: 'server', url: values.DATABASE_URL, pool: values.DATABASE_POOL },
    http: { host: values.HOST, port: values.PORT ?? 3000, portGiven: values.PORT !== undefined },
    playground: values.PLAYGROUND,
    ...readPlatforms(values),
    logLevel: values.LOG_LEVEL,
    defaultLanguage: values.DEFAULT_LANGUAGE,
    timeZone: values.TIME_ZONE,
    deadlines,
    callRules: callRulesOf(values, deadlines),
    applicationRules: applicationRulesOf(values),
    dossierRules: dossierRulesOf(values),
    deliveriesToken: values.DELIVERIES_TOKEN,
    routing: routingOf(values),
  };
}

function routingOf({ ROUTING }: z.infer<typeof variables>): Routing | undefined {
  if (ROUTING === undefined) return undefined;
  const read = readRouting(ROUTING);
  if ('ok' in read) return read.ok;
  throw new ConfigError('ROUTING', `ROUTING: ${read.problem}`);
}

function applicationRulesOf({ APPLICATIONS }: z.infer<typeof variables>): ApplicationRules | undefined {
  if (APPLICATIONS === undefined) return undefined;
  const read = readApplications(APPLICATIONS);
  if ('ok' in read) return read.ok;
  throw new ConfigError('APPLICATIONS', `APPLICATIONS: ${read.problem}`);
}

/** People are called back in the hours of business time, unless other hours are set. */
function callRulesOf({ CALLBACKS, TIME_ZONE }: z.infer<typeof variables>, deadlines?: Deadlines): CallbackRules {
  const hours = deadlines?.calendar ?? { ...DEFAULT_CALENDAR, zone: TIME_ZONE };
  const read = readCallbacks(CALLBACKS ?? '{}', hours);
  if ('ok' in read) return read.ok;
  throw new ConfigError('CALLBACKS', `CALLBACKS: ${read.problem}`);
}

function dossierRulesOf({ DOSSIER }: z.infer<typeof variables>): DossierRules {
  if (DOSSIER === undefined) return DEFAULT_DOSSIER_RULES;
  const read = readDossierRules(DOSSIER);
  if (read.ok) return read.ok;
  throw new ConfigError('DOSSIER', `DOSSIER: ${read.problem}`);
}

function deadlinesOf({ DEADLINES, TIME_ZONE }: z.infer<typeof variables>): Deadlines | undefined {
  if (DEADLINES === undefined) return undefined;
  const read = readDeadlines(DEADLINES, TIME_ZONE);
  if ('ok' in read) return read.ok;
  throw new ConfigError('DEADLINES', `DEADLINES: ${read.problem}`);
}

/** What belongs together must be there together: a platform that was meant to run should not be silently off. */
function readPlatforms(values: z.infer<typeof variables>): Pick<Config, 'telegram' | 'slack' | 'discord'> {
  const need = (name: keyof typeof values, other: string, remedy: string): void => {
    if (values[name] === undefined)
      throw new ConfigError(name, `${name}: is missing, since ${other} is set; ${remedy}`);
  };
  const together = (token: keyof typeof values, others: readonly (keyof typeof values)[]): void => {
    const given = others.find((name) => values[name] !== undefined);
    if (given) need(token, given, `write the bot’s token, or unset ${given}`);
  };
  together('TELEGRAM_BOT_TOKEN', ['TELEGRAM_WEBHOOK_URL', 'TELEGRAM_WEBHOOK_SECRET']);
  if (values.TELEGRAM_WEBHOOK_URL) need('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_WEBHOOK_URL', 'write a long random one');
  together('SLACK_BOT_TOKEN', ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_DESK_CHANNEL']);
  if (values.SLACK_BOT_TOKEN && !values.SLACK_SIGNING_SECRET) {
    need('SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', 'write it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP');
  }
  together('DISCORD_BOT_TOKEN', ['DISCORD_APPLICATION_ID']);
  if (values.DISCORD_BOT_TOKEN)
    need('DISCORD_APPLICATION_ID', 'DISCORD_BOT_TOKEN', 'copy it from “General Information”');
  const { TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: webhookSecret } = values;
  return {
    telegram: TELEGRAM_BOT_TOKEN
      ? {
          token: TELEGRAM_BOT_TOKEN,
          apiRoot: values.TELEGRAM_API_ROOT,
          webhook: url && webhookSecret ? { url, secret: webhookSecret } : undefined,
        }
      : undefined,
    slack: values.SLACK_BOT_TOKEN
      ? {
          botToken: values.SLACK_BOT_TOKEN,
          appToken: values.SLACK_APP_TOKEN,
          signingSecret: values.SLACK_SIGNING_SECRET,
          apiUrl: values.SLACK_API_URL,
          deskChannel: values.SLACK_DESK_CHANNEL,
        }
      : undefined,
    discord:
      values.DISCORD_BOT_TOKEN && values.DISCORD_APPLICATION_ID
        ? {
            token: values.DISCORD_BOT_TOKEN,
            applicationId: values.DISCORD_APPLICATION_ID,
            apiUrl: values.DISCORD_API_URL,
          }
        : undefined,
  };
}

function asConfigError(error: z.ZodError): ConfigError {
  const wrong = error.issues.map((issue) => ({ name: String(issue.path[0]), message: issue.message }));
  const [first, ...others] = wrong;
  const name = first?.name ?? 'environment';
  const more = others.length === 0 ? '' : ` (also wrong: ${others.map((other) => other.name).join(', ')})`;
  return new ConfigError(name, `${name}: ${first?.message ?? 'is wrong'}${more}`);
}
