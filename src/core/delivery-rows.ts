/**
 * What headquarters says of a delivery, whichever way it comes: as a line of a table, by HTTP, or from a form. Each thing that is wrong is named
 * by row and field, for whoever keeps the other system.
 */
import { z } from 'zod';
import { LANGUAGES } from '../domain/person.ts';
import { countryOfZone, readPhone } from '../recognition/phone.ts';
import { mendText } from './event.ts';

export const DELIVERY_FIELDS = [
  ...(['reference', 'store', 'received', 'name', 'phone', 'language', 'zone', 'case'] as const),
] as const;
export type DeliveryField = (typeof DELIVERY_FIELDS)[number];

/** `row`: as whoever sent it counts, from 1. */
export interface RowProblem {
  row: number;
  /** Null: the row as a whole. */
  field: DeliveryField | null;
  problem: string;
}

/** A row that is right by itself; whether there is such a store or case is looked up later. */
export type DeliveryRow = z.infer<typeof deliveryRow>;

/** What is invisible, breaks lines, or turns the direction of what follows. */
const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

const words = (max: number) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'is not a text') })
    .transform((value) => mendText(value).normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'is empty')
        .max(max, `has more than ${max} characters`)
        .refine((value) => !CONTROL.test(value), 'has an invisible character or a line break; type it anew'),
    );

/** An empty cell is the same as none. */
const absent = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value),
    schema.optional(),
  );

/** Spreadsheets write days in many ways; of those that can be read in one way only the day is taken. */
const WRITTEN_DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u;

const day = words(20).transform((value, context) => {
  const [, year = '', month = '', date = ''] = WRITTEN_DAY.exec(value) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const moment = new Date(`${iso}T00:00:00Z`);
  if (!Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso)) return iso;
  context.addIssue({ code: 'custom', message: 'is not a day; write it as 2026-11-02' });
  return z.NEVER;
});

const language = words(10).transform((value, context) => {
  const known = LANGUAGES.find((one) => one.toLowerCase() === value.toLowerCase());
  if (known) return known;
  context.addIssue({ code: 'custom', message: `is not a language here; write one of ${LANGUAGES.join(', ')}` });
  return z.NEVER;
});

const zone = words(60).transform((value, context) => {
  if (isZone(value)) return value;
  context.addIssue({ code: 'custom', message: 'is not an IANA time zone; write a name such as Asia/Shanghai' });
  return z.NEVER;
});

/** Offsets know nothing of daylight saving. */
function isZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const FIELDS = {
  reference: words(60),
  store: words(40),
  received: day,
  name: absent(words(100)),
  phone: absent(words(40)),
  language: absent(language),
  zone: absent(zone),
  case: absent(words(20)),
};

const deliveryRow = z.strictObject(FIELDS, {
  error: (issue) =>
    issue.code === 'unrecognized_keys'
      ? `there is no field ${(issue.keys ?? [])
          .slice(0, 3)
          .map((key) => JSON.stringify(key.slice(0, 40)))
          .join(', ')}`
      : 'is not an object with the fields of a delivery',
});

const partOfRow = z.object(FIELDS).partial();
/** What is right of a row, whatever is wrong with the rest. */
export type RightPart = z.infer<typeof partOfRow>;

/** The row; or all that is wrong with it, and what of it is right, in which other things may be wrong. */
export function readDeliveryRow(
  row: number,
  value: unknown,
): { ok: DeliveryRow } | { wrong: RowProblem[]; right: RightPart } {
  const read = deliveryRow.safeParse(value);
  const issues = read.error?.issues ?? [];
  const wrong: RowProblem[] = issues.map(({ path, message }) => ({ row, field: fieldOf(path[0]), problem: message }));
  const fields = new Set(wrong.map(({ field }) => field));
  const isRow = typeof value === 'object' && value !== null && !Array.isArray(value);
  const given = isRow ? Object.entries(value).filter(([name]) => !fields.has(fieldOf(name))) : [];
  const right = read.data ?? partOfRow.safeParse(Object.fromEntries(given)).data ?? {};
  if (isRow) {
    const told = (field: DeliveryField) => right[field] !== undefined || fields.has(field);
    for (const [field, problem] of acrossFields(told)) if (!fields.has(field)) wrong.push({ row, field, problem });
  }
  return read.success && wrong.length === 0 ? { ok: read.data } : { wrong, right };
}

/** Who received the goods is told by the number of a case, or by name and number. */
function acrossFields(told: (field: DeliveryField) => boolean): [DeliveryField, string][] {
  if (told('case'))
    return (['name', 'phone', 'language', 'zone'] as const)
      .filter(told)
      .map((field) => [field, 'is known of whoever reported the case; leave it out, or leave out the case']);
  const missing: [DeliveryField, string][] = [
    ['name', 'is missing; write who received the goods, or the number of a case'],
    ['phone', 'is missing; write the number of whoever received the goods'],
  ];
  return missing.filter(([field]) => !told(field));
}

const fieldOf = (name: PropertyKey | undefined): DeliveryField | null =>
  DELIVERY_FIELDS.find((field) => field === name) ?? null;

const PHONE_PROBLEMS = {
  letters: 'has letters in it',
  'too-short': 'has too few digits',
  'too-long': 'has too many digits',
  emergency: 'is an emergency number',
  premium: 'is charged at a special rate',
  fax: 'is a fax number',
  'not-a-number': 'is no phone number that can be called; write it with its country, such as +8613800138000',
} as const;

/** As it is meant where the store is, E.164. */
export function readDeliveryPhone(written: string, storeZone: string): { ok: string } | { problem: string } {
  const countries = [...new Set([countryOfZone(storeZone), 'CN' as const])];
  const read = countries.map((country) => readPhone(written, country));
  for (const one of read) if ('ok' in one) return { ok: one.ok.e164 };
  const [first] = read;
  return { problem: PHONE_PROBLEMS[first && 'problem' in first ? first.problem : 'not-a-number'] };
}
