/**
 * All that a dossier says, in the reader's language and in order, before it becomes a text, a table or a page: so that what one of them shows, the
 * others show too. Everything in it is plain words.
 */
import { sourceLines } from '../core/dossier-text.ts';
import { DeliveryError } from '../core/errors.ts';
import { localise } from '../core/localise.ts';
import type { Reads } from '../core/reads.ts';
import { disclosureLines, waitingThen } from '../core/waiting-text.ts';
import { dateAt } from '../domain/business-time.ts';
import { type Waiting, waitingOf } from '../domain/disclosure.ts';
import {
  allKeys,
  type CitedPolicy,
  type Dossier,
  type DossierAnswer,
  type DossierEntry,
  type EntryKey,
  type EntryState,
  entryOf,
  isDone,
  keysOf,
  ownEntries,
  progressOf,
} from '../domain/dossier.ts';
import {
  CONTRACT_ITEMS,
  DOSSIER_PARTS,
  type DossierPart,
  INTERVIEW_ITEMS,
  INTERVIEW_YEARS,
  ITEMS_OF,
  isDossierItem,
} from '../domain/dossier-items.ts';
import { type Risk, risksOf } from '../domain/dossier-risks.ts';
import type { DossierRules } from '../domain/dossier-rules.ts';
import type { Language } from '../domain/person.ts';
import { formatInstant, phrase } from '../locales/catalogue.ts';

export type DossierReads = Pick<Reads, 'dossier' | 'policy'>;

/** Whose dossier is asked for, and how it is to be written. */
export interface DossierAsked {
  dossier: string;
  /** The person's id. */
  reader: string;
  zone: string;
  language: Language;
  /** ISO 8601. */
  now: string;
}

export interface DossierSource extends DossierAsked {
  what: Dossier;
  rules: DossierRules;
  /** As `id version`: these policies are others by now. */
  changed: ReadonlySet<string>;
}

export type ReportPartName = DossierPart | 'own';

export interface ReportAnswer {
  text: string;
  /** From where and when, the figures, and the policy that it cites. */
  sources: string[];
  /** Why it should be asked again; null: no reason. */
  changed: string | null;
  /** How the waiting period stood then; null: it was not noted. */
  waiting: string | null;
  /** That the prospect found it worrying; null: not so. */
  worrying: string | null;
}

export interface ReportItem {
  name: string;
  state: EntryState;
  stateName: string;
  /** Which franchisee it was asked of; null: none. */
  interview: string | null;
  /** What to ask; null for an own question, which is its name. */
  ask: string | null;
  /** What to watch for in a clause; null: it is none. */
  watch: string | null;
  answers: ReportAnswer[];
  notes: string[];
  flag: string | null;
}

export interface ReportPart {
  part: ReportPartName;
  name: string;
  progress: string;
  /** Whom to interview; null: nobody is interviewed here. */
  rule: string | null;
  /** What several franchisees say to the same; null: there is nothing to put side by side. */
  compared: { corner: string; names: string[]; rows: { item: string; cells: string[] }[] } | null;
  items: ReportItem[];
}

/** A policy that answers cite, as it was then. */
export interface ReportPolicy {
  title: string;
  version: number;
  /** Null: not known. */
  approver: string | null;
  approved: string;
  /** It is another one by now. */
  changed: boolean;
}

export interface ReportRisk {
  rule: string;
  about: string;
  whole: string;
  /** What sources that disagree say. */
  between: string[];
}

export interface DossierReport {
  language: Language;
  title: string;
  day: string;
  /** The disclosure document, the waiting period, signing and paying. */
  waiting: { heading: string; lines: string[]; advice: string };
  risks: { heading: string; found: ReportRisk[]; none: string; advice: string };
  parts: ReportPart[];
  /** Each version once, in the order of the items. */
  cited: ReportPolicy[];
}

/** A `DeliveryError` when the dossier is not the reader's. */
export async function dossierSource(
  asked: DossierAsked,
  reads: DossierReads,
  rules: DossierRules,
): Promise<DossierSource> {
  const what = await reads.dossier(asked.dossier);
  if (what?.personId !== asked.reader) throw new DeliveryError('refused', 'the dossier is not the reader’s');
  const changed = new Set<string>();
  for (const { policy } of what.entries.flatMap(({ answers }) => answers)) {
    if (!policy) continue;
    const now = await reads.policy(policy.id);
    if (now?.approved?.version !== policy.version || now.retiredAt !== null) changed.add(citation(policy));
  }
  return { ...asked, what, rules, changed };
}

const citation = ({ id, version }: CitedPolicy): string => `${id} ${version}`;

export const isChanged = ({ changed }: DossierSource, policy: CitedPolicy): boolean => changed.has(citation(policy));

export function reportOf(source: DossierSource): DossierReport {
  const { what, language, now, zone, rules } = source;
  const brand = what.brand === 'main' ? phrase(language, 'dossier.brand.main') : what.brand;
  return {
    language,
    title: phrase(language, 'dossier.title', { brand }),
    day: formatInstant(language, now, zone, 'date'),
    waiting: {
      heading: phrase(language, 'disclosure.title', { brand }),
      lines: disclosureLines(what, waitingAt(source), rules, true).map((line) => localise(line, language)),
      advice: phrase(language, 'waiting.advice'),
    },
    risks: {
      heading: phrase(language, 'dossier.button.worries'),
      found: risksOf(what, rules).map((risk) => riskOf(source, risk)),
      none: phrase(language, 'dossier.risks.none'),
      advice: phrase(language, 'dossier.risks.advice'),
    },
    parts: [
      ...DOSSIER_PARTS.map((part) => partOf(source, part)),
      ...(ownEntries(what).length > 0 ? [ownPart(source)] : []),
    ],
    cited: citedIn(source),
  };
}

function citedIn(source: DossierSource): ReportPolicy[] {
  const { what, language, zone } = source;
  const policies = allKeys(what)
    .flatMap((key) => entryOf(what, key).answers)
    .flatMap(({ policy }) => (policy ? [policy] : []));
  const unique = new Map(policies.map((one) => [citation(one), one]));
  return [...unique.values()].map((policy) => {
    const { title, version, approver, approvedAt } = policy;
    const approved = formatInstant(language, approvedAt, zone, 'date');
    return { title, version, approver, approved, changed: isChanged(source, policy) };
  });
}

const waitingAt = ({ what, rules, now, zone }: DossierSource): Waiting =>
  waitingOf(what.disclosure, rules, dateAt(now, zone));

function riskOf(source: DossierSource, { rule, key, percent, between: said }: Risk): ReportRisk {
  const { what, language } = source;
  const named =
    rule === 'forecast-above-reported'
      ? phrase(language, `dossier.rule.${rule}`, { percent: percent ?? 'none' })
      : phrase(language, `dossier.rule.${rule}`);
  const item = itemName(source, entryOf(what, key));
  const name = interviewOf(source, key);
  const told = { rule: named, item };
  const between = said.map(({ source: from, who, text }) => {
    return phrase(language, 'dossier.says', { name: who ?? phrase(language, `dossier.source.${from}`), text });
  });
  return name === null
    ? { rule: named, about: item, whole: phrase(language, 'dossier.risk.line', told), between }
    : {
        rule: named,
        about: `${item} · ${name}`,
        whole: phrase(language, 'dossier.risk.line.interview', { ...told, name }),
        between,
      };
}

function partOf(source: DossierSource, part: DossierPart): ReportPart {
  const { what, language } = source;
  const name = phrase(language, `dossier.part.${part}`);
  const keys = keysOf(what, part);
  // Before the first interview: what will be asked.
  const shown = keys.length > 0 ? keys : ITEMS_OF[part].map((item) => ({ item, interview: null }));
  const items = shown.map((key) => itemOf(source, entryOf(what, key)));
  const done = progressOf(what, part);
  if (part !== 'interviews')
    return {
      part,
      name,
      progress: phrase(language, 'dossier.progress', { part: name, ...done }),
      rule: null,
      compared: null,
      items,
    };
  const count = what.interviews.length;
  return {
    ...{ part, name, items },
    progress: phrase(language, 'dossier.progress.interviews', { part: name, ...done, count }),
    rule: phrase(language, 'dossier.interview.rule', { years: INTERVIEW_YEARS }),
    compared: count === 0 ? null : comparison(source),
  };
}

function ownPart(source: DossierSource): ReportPart {
  const { what, language } = source;
  const own = ownEntries(what);
  const name = phrase(language, 'dossier.part.own');
  const done = { done: own.filter(isDone).length, total: own.length };
  return {
    ...{ part: 'own', name, rule: null, compared: null },
    progress: phrase(language, 'dossier.progress', { part: name, ...done }),
    items: own.map((one) => itemOf(source, one)),
  };
}

function comparison({ what, language }: DossierSource): NonNullable<ReportPart['compared']> {
  const aside = [
    { item: phrase(language, 'dossier.store'), cells: what.interviews.map(({ store }) => store ?? '') },
    { item: phrase(language, 'dossier.interview.note'), cells: what.interviews.map(({ note }) => note ?? '') },
  ];
  return {
    corner: phrase(language, 'dossier.column.item'),
    names: what.interviews.map(({ name }) => name),
    rows: [
      ...INTERVIEW_ITEMS.map((item) => ({
        item: phrase(language, `dossier.item.${item}`),
        cells: what.interviews.map(({ id }) => entryOf(what, { item, interview: id }).answers.at(-1)?.text ?? ''),
      })),
      ...aside.filter(({ cells }) => cells.some((cell) => cell !== '')),
    ],
  };
}

export function itemName(
  { language }: Pick<DossierSource, 'language'>,
  { item, words }: Pick<DossierEntry, 'item' | 'words'>,
): string {
  return isDossierItem(item) ? phrase(language, `dossier.item.${item}`) : (words ?? item);
}

export const interviewOf = ({ what }: DossierSource, { interview }: EntryKey): string | null =>
  what.interviews.find(({ id }) => id === interview)?.name ?? null;

function itemOf(source: DossierSource, entry: DossierEntry): ReportItem {
  const { language, zone } = source;
  const { item, state, notes, flag } = entry;
  const clause = CONTRACT_ITEMS.find((one) => one === item);
  return {
    name: itemName(source, entry),
    ...{ state, stateName: phrase(language, `dossier.state.${state}`) },
    interview: interviewOf(source, entry),
    ask: isDossierItem(item) ? phrase(language, `dossier.ask.${item}`) : null,
    watch: clause ? phrase(language, `dossier.risk.${clause}`) : null,
    answers: entry.answers.map((one) => answerOf(source, one)),
    notes: notes.map(({ text, at }) =>
      phrase(language, 'dossier.note', { day: formatInstant(language, at, zone, 'date'), text }),
    ),
    flag: flag === null ? null : phrase(language, 'dossier.flag', { text: flag }),
  };
}

function answerOf(from: DossierSource, answer: DossierAnswer): ReportAnswer {
  const { language, zone } = from;
  const { text, policy, worrying, waiting } = answer;
  return {
    text,
    waiting: waiting && localise(waitingThen(waiting), language),
    sources: sourceLines(answer, zone).map((line) => localise(line, language)),
    changed: policy && isChanged(from, policy) ? phrase(language, 'dossier.answer.changed') : null,
    worrying: worrying === true ? phrase(language, 'dossier.answer.worrying') : null,
  };
}
