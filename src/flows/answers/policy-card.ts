/** How a policy looks to staff: what is quoted now, what is to be, and the next step. */
import type { Context } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { type Policy, type PolicyStatus, type PolicyWords, statusOf } from '../../domain/policy.ts';
import { changedWords } from '../../domain/policy-changes.ts';
import { may } from '../../domain/rights.ts';

export const POLICY_BUTTON = 'z';

const POLICY_ACTS = ['show', 'edit', 'also', 'approve', 'discard', 'retire', 'restore', 'keep'] as const;
export type PolicyButton = (typeof POLICY_ACTS)[number];

/** `seq`: the state that whoever presses has read. For `keep` the id is a case's. */
export const policyButtonId = (id: string, act: PolicyButton, seq = ''): string =>
  `${POLICY_BUTTON}:${id}:${act}${seq && `:${seq}`}`;
export const NEW_POLICY_ID = `${POLICY_BUTTON}:new`;
export const RETIRED_POLICIES_ID = `${POLICY_BUTTON}:retired`;

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const BUTTON = new RegExp(`^z:(${ID}):([a-z]+)(?::(\\d{1,9}))?$`);

export function parsePolicyButton(id: string): { id: string; act: PolicyButton; seq: number } | undefined {
  const [, policyId = '', name, seq = '0'] = BUTTON.exec(id) ?? [];
  const act = POLICY_ACTS.find((one) => one === name);
  return act && { id: policyId, act, seq: Number(seq) };
}

export const mayEditPolicies = ({ person }: Pick<Context, 'person'>): boolean => may(person, 'policy.edit');

/** What stands for it in a list. */
export const titleOf = ({ approved, draft }: Policy): string => approved?.title ?? draft?.title ?? '';

/** `brands`: there are several, so that it has to be said whose it is. */
export function policyLine(policy: Policy, { brands = false } = {}): Text {
  const { brand, region, language } = policy;
  const place = [...(brands ? [brand] : []), ...(region === null ? [] : [region])].join(' · ');
  const told = {
    title: verbatim(titleOf(policy)),
    language: say(`language.name.${language}`),
    status: say(`policy.status.${statusOf(policy)}`),
  };
  return place === '' ? say('policy.line', told) : say('policy.line.at', { ...told, place: verbatim(place) });
}

export function policyCard(policy: Policy, context: Pick<Context, 'person' | 'zone'>): Reply {
  const { approved, draft, brand, region, language } = policy;
  const { zone } = context;
  const facts: NonNullable<Reply['facts']> = [
    { label: say('policy.brand'), value: verbatim(brand) },
    ...(region === null ? [] : [{ label: say('policy.region'), value: verbatim(region) }]),
    { label: say('policy.language'), value: say(`language.name.${language}`) },
  ];
  if (approved) {
    const day = { instant: approved.at, zone, dateOnly: true };
    const label = say('policy.approved', { version: approved.version, day });
    facts.push({ label, value: wordsText(approved) });
  }
  if (draft) facts.push({ label: say('policy.draft'), value: wordsText(draft) });
  if (approved && draft) facts.push({ label: say('policy.changes'), value: changesText(approved, draft) });
  const buttons = mayEditPolicies(context) ? buttonsOf(policy) : [];
  const text = say('policy.card', {
    title: verbatim(titleOf(policy)),
    status: say(`policy.status.${statusOf(policy)}`),
  });
  return { text, facts, ...(buttons.length > 0 && { buttons }) };
}

function wordsText({ title, body, asked, earnings }: PolicyWords): Text {
  const lines: Text[] = [verbatim(title), verbatim(body)];
  if (asked.length > 0) lines.push(say('policy.asked.list', { list: verbatim(asked.join(' / ')) }));
  if (earnings) lines.push(say('policy.earnings.told'));
  return { lines };
}

/** A text that was written anew stands above in full. */
const CHANGES_MAX = 8;
const few = (lines: Text[]): Text[] =>
  lines.length > CHANGES_MAX
    ? [...lines.slice(0, CHANGES_MAX), say('policy.changes.more', { count: lines.length - CHANGES_MAX })]
    : lines;

function changesText(before: PolicyWords, after: PolicyWords): Text {
  const { removed, added } = changedWords(before, after);
  const lines = [
    ...few(removed.map((text) => say('policy.changes.removed', { text: verbatim(text) }))),
    ...few(added.map((text) => say('policy.changes.added', { text: verbatim(text) }))),
    ...(before.earnings === after.earnings
      ? []
      : [say(after.earnings ? 'policy.changes.earnings' : 'policy.changes.no-earnings')]),
  ];
  return lines.length > 0 ? { lines } : say('policy.changes.none');
}

const OPENING: ReadonlySet<PolicyButton> = new Set(['edit', 'also', 'retire']);

function buttonsOf(policy: Policy): ReplyButton[] {
  const { id, seq } = policy;
  const button = (act: PolicyButton, style?: ReplyButton['style']): ReplyButton => ({
    id: policyButtonId(id, act, String(seq)),
    label: say(`policy.button.${act}`),
    ...(style && { style }),
    ...(OPENING.has(act) && { opens: 'form' }),
  });
  const byStatus: Readonly<Record<PolicyStatus, readonly ReplyButton[]>> = {
    draft: [button('approve', 'primary'), button('edit'), button('discard'), button('also')],
    changing: [button('approve', 'primary'), button('edit'), button('discard'), button('retire'), button('also')],
    approved: [button('edit'), button('retire'), button('also')],
    retired: [button('restore')],
  };
  return [...byStatus[statusOf(policy)]];
}
