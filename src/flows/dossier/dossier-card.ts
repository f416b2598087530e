/** How a dossier looks: the whole, a part, one item, what is left, and what to look at twice. */

import { sourceLines } from '../../core/dossier-text.ts';
import type { Context } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { plannedLines, waitingText, waitingThen } from '../../core/waiting-text.ts';
import { tooEarly } from '../../domain/disclosure.ts';
import {
  allKeys,
  type CitedPolicy,
  type Dossier,
  type DossierAnswer,
  type DossierEntry,
  type EntryKey,
  type EntryState,
  entryOf,
  isComplete,
  isDone,
  keysOf,
  leftOf,
  nextOf,
  ownEntries,
  progressOf,
} from '../../domain/dossier.ts';
import {
  CONTRACT_ITEMS,
  DOSSIER_PARTS,
  type DossierPart,
  INTERVIEW_ITEMS,
  INTERVIEW_YEARS,
  isDossierItem,
  isForHeadquarters,
} from '../../domain/dossier-items.ts';
import { type Risk, risksOf } from '../../domain/dossier-risks.ts';
import { type Interview, isTooYoung } from '../../domain/interview.ts';
import { brandText, codeOf } from '../answers/brands.ts';
import { applyToButton } from '../applications/application-buttons.ts';
import { shorten } from '../cases/case-card.ts';
import { type Clocked, interviewName, itemText, momentFor, refOf, tagOf } from './dossier-access.ts';

export const DOSSIER_BUTTON = 'x';

const DOSSIER_ACTS = [
  ...(['show', 'part', 'own', 'item', 'next', 'left', 'worries', 'export', 'interview', 'talk', 'compare'] as const),
  ...(['ask', 'find', 'note', 'verify', 'flag', 'unflag'] as const),
  ...(['disclosure', 'received', 'receipt', 'plan', 'remind', 'brands'] as const),
] as const;
export type DossierButton = (typeof DOSSIER_ACTS)[number];

/** Begins one, or shows the one that there is. */
export const OPEN_DOSSIER_ID = `${DOSSIER_BUTTON}:open`;
export const dossierButton: ReplyButton = { id: OPEN_DOSSIER_ID, label: say('command.dossier.menu'), style: 'primary' };

/** That of a brand, begun or not. */
export const dossierOfId = (brand: string): string => `${DOSSIER_BUTTON}:new:${codeOf(brand)}`;

export const dossierButtonId = (dossier: Pick<Dossier, 'id'>, act: DossierButton, ref = ''): string =>
  `${DOSSIER_BUTTON}:${tagOf(dossier)}:${act}${ref && `:${ref}`}`;

const BUTTON = /^x:([0-9a-f]{8}):([a-z]+)(?::([a-z0-9@-]{1,30}))?$/;

export function parseDossierButton(id: string): { tag: string; act: DossierButton; ref: string } | undefined {
  const [, tag = '', name, ref = ''] = BUTTON.exec(id) ?? [];
  const act = DOSSIER_ACTS.find((one) => one === name);
  return act && { tag, act, ref };
}

/** The others are called after what they lead to. */
type Labelled = Exclude<DossierButton, 'part' | 'item' | 'talk' | 'received' | 'receipt' | 'plan'>;

export const MARKS: Readonly<Record<EntryState, string>> = {
  ...{ open: '○', asked: '…', answered: '●', verified: '✓', flagged: '⚑' },
};
/** Between what several people say. */
export const BLANK = verbatim('');
const LINES_MAX = 25;
const BUTTONS_MAX = 12;

export const button = (dossier: Dossier, act: Labelled, ref = ''): ReplyButton => ({
  id: dossierButtonId(dossier, act, ref),
  label: say(`dossier.button.${act}`),
});
export const to = (
  dossier: Dossier,
  act: DossierButton,
  ref: string,
  label: Text,
  more: Pick<ReplyButton, 'style' | 'minor'> = {},
): ReplyButton => ({ id: dossierButtonId(dossier, act, ref), label, ...more });
export const form = (one: ReplyButton): ReplyButton => ({ ...one, opens: 'form' });

/** Policies that an answer cites and that are others by now, as `id version`. */
export type Changed = ReadonlySet<string>;

const citation = ({ id, version }: CitedPolicy): string => `${id} ${version}`;

export async function changedSince(dossier: Dossier, { reads }: Pick<Context, 'reads'>): Promise<Changed> {
  const cited = dossier.entries.flatMap(({ answers }) => answers.flatMap(({ policy }) => (policy ? [policy] : [])));
  const unique = [...new Map(cited.map((one) => [citation(one), one])).values()];
  const found = await Promise.all(
    unique.map(async (one) => {
      const now = await reads.policy(one.id);
      return now?.approved?.version === one.version && now.retiredAt === null ? [] : [citation(one)];
    }),
  );
  return new Set(found.flat());
}

const isChanged = (policy: CitedPolicy | null | undefined, changed: Changed): boolean =>
  policy !== null && policy !== undefined && changed.has(citation(policy));

/** `others`: this person's dossiers of other brands, side by side. */
export function overview(dossier: Dossier, others: readonly Dossier[], changed: Changed, context: Clocked): Reply {
  const { waiting } = momentFor(dossier, context);
  const next = nextOf(dossier);
  const own = ownEntries(dossier);
  const cited = dossier.entries.filter(({ answers }) => isChanged(answers.at(-1)?.policy, changed)).length;
  const asked = dossier.entries.filter(({ state }) => state === 'asked').length;
  const lines: Text[] = [
    say('dossier.title', { brand: brandText(dossier) }),
    ...DOSSIER_PARTS.map((part) => progressLine(dossier, part)),
    ...(own.length > 0
      ? [
          say('dossier.progress', {
            part: say('dossier.part.own'),
            done: own.filter(isDone).length,
            total: own.length,
          }),
        ]
      : []),
    ...(asked > 0 ? [say('dossier.waiting.count', { count: asked })] : []),
    ...(cited > 0 ? [say('dossier.changed.count', { count: cited })] : []),
    waitingText(waiting),
    ...plannedLines(dossier, waiting),
    ...others.map((other) => otherLine(other, dossier, context)),
    ...(next ? [say('dossier.next', { item: itemText(dossier, next) })] : []),
  ];
  const buttons: ReplyButton[] = [
    ...(next ? [to(dossier, 'item', refOf(dossier, next), say('dossier.button.next'), { style: 'primary' })] : []),
    ...DOSSIER_PARTS.map((part) => to(dossier, 'part', part, say(`dossier.part.${part}`))),
    ...(own.length > 0 ? [to(dossier, 'part', 'own', say('dossier.part.own'))] : []),
    button(dossier, 'left'),
    button(dossier, 'worries'),
    form(button(dossier, 'own')),
    button(dossier, 'disclosure'),
    button(dossier, 'export'),
    ...remindButtons(dossier),
    applyToButton(codeOf(dossier.brand)),
    ...(others.length > 0 ? [button(dossier, 'brands')] : []),
    ...others.map((other) => ({ ...button(other, 'show'), label: otherName(other, dossier, context) })),
  ];
  return { text: { lines }, buttons, print: printView(dossier) };
}

const remindButtons = (dossier: Dossier): ReplyButton[] => {
  if (isComplete(dossier)) return [];
  return dossier.goOn?.everyDays
    ? [to(dossier, 'remind', '0', say('dossier.remind.stop'))]
    : [button(dossier, 'remind')];
};

export const printView = ({ id }: Pick<Dossier, 'id'>): NonNullable<Reply['print']> => ({
  dossier: id,
  label: say('dossier.print'),
});

function progressLine(dossier: Dossier, part: DossierPart): Text {
  const told = { part: say(`dossier.part.${part}`), ...progressOf(dossier, part) };
  if (part !== 'interviews') return say('dossier.progress', told);
  return say('dossier.progress.interviews', { ...told, count: dossier.interviews.length });
}

/** Of two of one brand, by the day on which it was begun. */
const otherName = (other: Dossier, current: Dossier, context: Clocked): Text =>
  other.brand === current.brand
    ? say('dossier.brand.begun', { brand: brandText(other), day: dayOf(other.createdAt, context) })
    : brandText(other);

const otherLine = (other: Dossier, current: Dossier, context: Clocked): Text =>
  say('dossier.brand.other', {
    brand: otherName(other, current, context),
    done: allKeys(other).filter((key) => isDone(entryOf(other, key))).length,
    total: allKeys(other).length,
    risks: risksOf(other, context.dossierRules).length,
  });

export const entryLine = (dossier: Dossier, key: EntryKey): Text =>
  say('dossier.line', { mark: MARKS[entryOf(dossier, key).state], item: itemText(dossier, key) });

export const jumps = (dossier: Dossier, keys: readonly EntryKey[]): ReplyButton[] =>
  keys
    .slice(0, BUTTONS_MAX)
    .map((key) => to(dossier, 'item', refOf(dossier, key), itemText(dossier, key), { minor: true }));

/** Every item of a part with its state, to jump to. Undefined: there is no such part. */
export function partReply(dossier: Dossier, name: string): Reply | undefined {
  if (name === 'interviews') return interviewsReply(dossier);
  const part = DOSSIER_PARTS.find((one) => one === name);
  if (!part && name !== 'own') return undefined;
  const keys = part
    ? keysOf(dossier, part)
    : ownEntries(dossier).map(({ item }): EntryKey => ({ item, interview: null }));
  const lines = [say(`dossier.part.${part ?? 'own'}`), ...keys.map((key) => entryLine(dossier, key))];
  const more = part ? [] : [form(button(dossier, 'own'))];
  return { text: { lines }, buttons: [...jumps(dossier, keys), ...more, button(dossier, 'show')] };
}

/** F02: whom to choose, who was interviewed, and how far each interview is. */
function interviewsReply(dossier: Dossier): Reply {
  const { interviews } = dossier;
  const rule = say('dossier.interview.rule', { years: INTERVIEW_YEARS });
  return {
    text: { lines: [say('dossier.part.interviews'), rule, ...interviews.map(interviewLine(dossier))] },
    buttons: [
      { ...form(button(dossier, 'interview')), style: 'primary' },
      ...talks(dossier),
      ...(interviews.length > 0 ? [button(dossier, 'compare')] : []),
      button(dossier, 'show'),
    ],
  };
}

const interviewLine =
  (dossier: Dossier) =>
  ({ id, name, years, similar }: Interview): Text => {
    const done = INTERVIEW_ITEMS.filter((item) => isDone(entryOf(dossier, { item, interview: id }))).length;
    const told = { name: verbatim(name), done, total: INTERVIEW_ITEMS.length };
    if (isTooYoung(years)) return say('dossier.interview.short', { ...told, years: INTERVIEW_YEARS });
    return say(similar === false ? 'dossier.interview.other' : 'dossier.interview.line', told);
  };

const talks = (dossier: Dossier): ReplyButton[] =>
  dossier.interviews.map(({ name }, at) => to(dossier, 'talk', String(at + 1), verbatim(name)));

/** One item: what to ask, what is known with its sources, and what can be done next. */
export function itemReply(dossier: Dossier, key: EntryKey, changed: Changed, context: Pick<Context, 'zone'>): Reply {
  const entry = entryOf(dossier, key);
  const { item } = key;
  const clause = CONTRACT_ITEMS.find((one) => one === item);
  const name = interviewName(dossier, key);
  const lines: Text[] = [
    say('dossier.card', { item: itemText(dossier, key), state: say(`dossier.state.${entry.state}`) }),
    ...(name === undefined ? [] : [verbatim(name)]),
    ...(isDossierItem(item) ? [say(`dossier.ask.${item}`)] : []),
    ...(clause ? [say(`dossier.risk.${clause}`)] : []),
    ...entry.answers.flatMap((one) => [BLANK, ...answerLines(one, changed, context)]),
    ...(entry.notes.length > 0 ? [BLANK] : []),
    ...entry.notes.map(({ text, at }) => say('dossier.note', { day: dayOf(at, context), text: verbatim(text) })),
    ...(entry.flag === null ? [] : [say('dossier.flag', { text: verbatim(entry.flag) })]),
  ];
  return { text: { lines }, buttons: itemButtons(dossier, entry) };
}

const dayOf = (instant: string, { zone }: Pick<Context, 'zone'>): Text => ({ instant, zone, dateOnly: true });

/** The answer as it was given, and what it stands on. */
export function answerLines(answer: DossierAnswer, changed: Changed, context: Pick<Context, 'zone'>): Text[] {
  const { text, policy, figures, worrying, waiting } = answer;
  return [
    ...(figures ? [] : [say('dossier.answer', { text: verbatim(text) })]),
    ...sourceLines(answer, context.zone),
    ...(isChanged(policy, changed) ? [say('dossier.answer.changed')] : []),
    ...(waiting ? [waitingThen(waiting)] : []),
    ...(worrying === true ? [say('dossier.answer.worrying')] : []),
  ];
}

function itemButtons(dossier: Dossier, entry: DossierEntry): ReplyButton[] {
  const { item, state, answers } = entry;
  const ref = refOf(dossier, entry);
  const asks = (isDossierItem(item) ? isForHeadquarters(item) : true) && state !== 'asked';
  const find = form(button(dossier, 'find', ref));
  return [
    ...(asks ? [{ ...button(dossier, 'ask', ref), ...(answers.length === 0 && { style: 'primary' as const }) }] : []),
    item === 'hq-profit' ? { ...find, label: say('dossier.button.profit') } : find,
    form(button(dossier, 'note', ref)),
    ...(answers.length > 0 && state !== 'verified' ? [button(dossier, 'verify', ref)] : []),
    state === 'flagged' ? button(dossier, 'unflag', ref) : form(button(dossier, 'flag', ref)),
    button(dossier, 'next', ref),
    button(dossier, 'show'),
  ];
}

export function leftReply(dossier: Dossier): Reply {
  const left = leftOf(dossier);
  if (left.length === 0 && dossier.interviews.length === 0) return interviewsReply(dossier);
  if (left.length === 0) return { text: say('dossier.left.none'), buttons: [button(dossier, 'show')] };
  // Of an interview only how far it is: each has as many items as headquarters is asked about.
  const single = left.filter(({ interview }) => interview === null);
  const lines = [say('dossier.left', { count: left.length }), ...leftLines(dossier, LINES_MAX)];
  return { text: { lines }, buttons: [...jumps(dossier, single), ...talks(dossier), button(dossier, 'show')] };
}

/** What is left, as many as `max` items; who is being interviewed, and whether anybody is. */
export function leftLines(dossier: Dossier, max: number): Text[] {
  const left = leftOf(dossier);
  const single = left.filter(({ interview }) => interview === null);
  return [
    ...single.slice(0, max).map((key) => entryLine(dossier, key)),
    ...(single.length > max ? [say('dossier.more', { count: single.length - max })] : []),
    ...dossier.interviews
      .filter(({ id }) => left.some(({ interview }) => interview === id))
      .map(interviewLine(dossier)),
    ...(dossier.interviews.length === 0 ? [progressLine(dossier, 'interviews')] : []),
  ];
}

/** The next item, and the whole. */
export function nextButtons(dossier: Dossier): ReplyButton[] {
  const next = nextOf(dossier);
  const first = next
    ? [to(dossier, 'item', refOf(dossier, next), say('dossier.button.next'), { style: 'primary' })]
    : [];
  return [...first, button(dossier, 'show')];
}

/** Risks by the name of their rule. */
export function worriesReply(dossier: Dossier, context: Clocked): Reply {
  const risks = risksOf(dossier, context.dossierRules);
  const { waiting } = momentFor(dossier, context);
  const early = tooEarly(dossier.planned, waiting).length > 0 ? plannedLines(dossier, waiting) : [];
  const keys = [...new Map(risks.map(({ key }) => [refOf(dossier, key), key])).values()];
  const lines =
    risks.length === 0 && early.length === 0
      ? [say('dossier.risks.none')]
      : [
          say('dossier.risks'),
          ...early,
          ...risks.slice(0, LINES_MAX).flatMap((risk) => riskLines(dossier, risk)),
          ...(risks.length > LINES_MAX ? [say('dossier.more', { count: risks.length - LINES_MAX })] : []),
        ];
  return {
    text: { lines: [...lines, say('dossier.risks.advice')] },
    buttons: [...jumps(dossier, keys), button(dossier, 'show')],
  };
}

/** Of sources that disagree, both are quoted. */
const riskLines = (dossier: Dossier, risk: Risk): Text[] => [
  riskLine(dossier, risk),
  ...risk.between.map(({ source, who, text }) => {
    const name = who === null ? say(`dossier.source.${source}`) : verbatim(who);
    return say('dossier.risk.says', { name, text: verbatim(shorten(text)) });
  }),
];

function riskLine(dossier: Dossier, { rule, key, percent }: Risk): Text {
  const name = interviewName(dossier, key);
  const told = {
    rule:
      rule === 'forecast-above-reported'
        ? say(`dossier.rule.${rule}`, { percent: percent ?? 'none' })
        : say(`dossier.rule.${rule}`),
    item: itemText(dossier, key),
  };
  return name === undefined
    ? say('dossier.risk.line', told)
    : say('dossier.risk.line.interview', { ...told, name: verbatim(name) });
}
