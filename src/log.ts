/**
 * The log: one JSON line an entry, to stderr. What may not be in a log is taken out here, once, whoever logs it: personal data
 * and secrets by the name of their key at any depth, credentials inside strings by their shape.
 */
import { type DestinationStream, destination as fileDestination, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './config.ts';
import type { Log } from './core/log.ts';

export interface LogOptions {
  level: LogLevel;
  /** stderr by default: stdout belongs to the terminal playground and to commands. */
  destination?: DestinationStream;
}

const REDACTED = '[redacted]';

/** Keys under which people's words, names and addresses travel in this program. Compared without case, `_` and `-`. */
const PERSONAL = new Set([
  ...[
    'text',
    'words',
    'message',
    'body',
    'values',
    'value',
    'answers',
    'opening',
    'facts',
    'problems',
    'params',
    'query',
  ],
  ...['payload', 'input', 'content', 'caption', 'label', 'title', 'description', 'note', 'state', 'frames'],
  ...['name', 'displayname', 'firstname', 'lastname', 'username', 'nickname', 'phone', 'email', 'address', 'userid'],
]);

/** Keys that hold what gives access, such as `botToken`, `authorization`, `DATABASE_URL`. */
const SECRET = /token|secret|passw(?:or)?d|authorization|cookie|credential|apikey|databaseurl|connectionstring|dsn$/;

const MAX_DEPTH = 8;
const MAX_CAUSES = 4;

/** Takes credentials out of a string: the user part of URLs, bot tokens, bearer tokens. */
function scrub(text: string): string {
  return (
    text
      // Greedy up to the last "@" of the word: a password may hold an "@" that nobody encoded.
      .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s"'`<>]+@/gi, `$1${REDACTED}@`)
      // Telegram: 123456:ABC…, in URLs as /bot123456:ABC…
      .replace(/\bbot\d+:[\w-]+/g, `bot${REDACTED}`)
      .replace(/\b\d{6,}:[\w-]{30,}/g, REDACTED)
      // Slack
      .replace(/\bx(?:ox[a-z]|app)-[\w-]+/g, REDACTED)
      // Discord
      .replace(/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, REDACTED)
      .replace(/\b(Bearer|Basic) [\w.~+/=-]{16,}/gi, `$1 ${REDACTED}`)
  );
}

/** What the log keeps of an error: type, code, message, stack, causes. Own properties of SDK errors hold queries and requests. */
function describeError(error: Error, depth = 0): object {
  const code = 'code' in error && /^(string|number)$/.test(typeof error.code) ? error.code : undefined;
  const causes = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause];
  const frames = (error.stack ?? '').replace(error.message, '').match(/^\s+at .*$/gm) ?? [];
  return {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    ...(code === undefined ? {} : { code }),
    message: messageOf(error),
    stack: scrub(frames.map((frame) => frame.trim()).join('\n')),
    ...(causes.length === 0 || depth >= MAX_CAUSES
      ? {}
      : {
          causes: causes.map((cause) =>
            cause instanceof Error ? describeError(cause, depth + 1) : { type: typeof cause },
          ),
        }),
  };
}

/** Drizzle puts the query's parameters into the message, and those are what people wrote. */
function messageOf(error: Error): string {
  return scrub(error.message.replace(/\nparams:[\s\S]*$/, `\nparams: ${REDACTED}`));
}

function redact(value: unknown, depth: number, path: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (path.has(value)) return '[circular]';
  if (depth >= MAX_DEPTH) return '[deep]';
  const inside = new Set(path).add(value);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1, inside));
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) return `[${value.constructor.name}]`;
  return redactEntries(value, depth, inside);
}

function redactEntries(value: object, depth: number, path: ReadonlySet<object>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const plain = key.toLowerCase().replaceAll(/[_-]/g, '');
    const hidden = item !== undefined && item !== null && (PERSONAL.has(plain) || SECRET.test(plain));
    result[key] = hidden ? REDACTED : redact(item, depth + 1, path);
  }
  return result;
}

/**
 * Entries are written at once: the last words of a crash are the ones that matter. Child loggers are not offered, because pino
 * does not pass their bindings through the redaction.
 */
export function createLog({ level, destination }: LogOptions): Log {
  return pino(
    {
      level,
      timestamp: stdTimeFunctions.isoTime,
      // Errors become plain objects in `redact`, at any depth; pino's own serializer would keep their properties.
      serializers: { err: (value: unknown) => value },
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => redactEntries(entry, 0, new Set([entry])),
      },
      // The last net, for messages of entries: `scrub` never matches across a quote, so the line stays JSON.
      hooks: { streamWrite: scrub },
    },
    destination ?? fileDestination({ dest: 2, sync: true }),
  );
}
