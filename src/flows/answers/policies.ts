/** `/policies`: what may be quoted, what waits to be approved, and how a text becomes another. */
import { libraryOf, subjectOf } from '../../answers/policy-library.ts';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { typedLabels } from '../../core/form/labels.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import { changePolicy, type Policy, type PolicyAct, statusOf } from '../../domain/policy.ts';
import { may, mayRead } from '../../domain/rights.ts';
import { fold } from '../../recognition/fold.ts';
import { openInDialog, stale } from '../forms.ts';
import {
  mayEditPolicies,
  NEW_POLICY_ID,
  parsePolicyButton,
  policyButtonId,
  policyCard,
  policyLine,
  RETIRED_POLICIES_ID,
  titleOf,
} from './policy-card.ts';
import { draftedBy, mainBrand, policyEditForm, policyForm, retireForm, writtenPolicy } from './policy-forms.ts';

const LISTED_MAX = 20;
const BUTTONS_MAX = 10;

/** Drafts first; with words, what they name (a language, a brand, a region, a state), else what they find. */
export async function showPolicies(words: string, context: Context): Promise<Outcome> {
  const { reads, language } = context;
  const [list, drafts, retired] = await Promise.all([
    reads.policies(),
    reads.policyDrafts(LISTED_MAX),
    reads.retiredPolicies(LISTED_MAX),
  ]);
  const asked = words.trim();
  const all = [...drafts, ...list.filter((one) => !drafts.some(({ id }) => id === one.id))];
  const brands = new Set(all.map(({ brand }) => brand)).size > 1;
  if (asked === '') {
    const own = list.filter((one) => one.language === language);
    const shown = all.filter((one) => one.draft !== null || one.language === language);
    return listed(
      say('policy.list', { count: own.length, drafts: drafts.length }),
      shown,
      { brands, retired },
      context,
    );
  }
  const found = named(asked, [...all, ...retired]) ?? (await foundBy(asked, list, language));
  return listed(say('policy.found', { count: found.length }), found, { brands, retired }, context);
}

function listed(
  title: Text,
  shown: readonly Policy[],
  { brands, retired }: { brands: boolean; retired: readonly Policy[] },
  context: Context,
): Outcome {
  const lines: Text[] = [title, ...shown.slice(0, LISTED_MAX).map((one) => policyLine(one, { brands }))];
  if (shown.length > LISTED_MAX) lines.push(say('policy.more', { count: shown.length - LISTED_MAX }));
  const buttons: NonNullable<Reply['buttons']> = shown.slice(0, BUTTONS_MAX).map((one) => ({
    id: policyButtonId(one.id, 'show'),
    label: verbatim(titleOf(one)),
  }));
  if (mayEditPolicies(context)) {
    buttons.push({ id: NEW_POLICY_ID, label: say('policy.new'), style: 'primary', opens: 'form' });
    if (retired.length > 0 && !shown.some(({ retiredAt }) => retiredAt !== null))
      buttons.push({ id: RETIRED_POLICIES_ID, label: say('policy.retired', { count: retired.length }) });
  }
  return atOnce({ text: { lines }, ...(buttons.length > 0 && { buttons }) });
}

/** Those that are called so altogether: in that language, of that brand or region, in that state. Undefined: it is the name of nothing. */
function named(words: string, all: readonly Policy[]): Policy[] | undefined {
  const folded = fold(words);
  const isNamed = (one: Policy): boolean =>
    fold(one.brand) === folded ||
    (one.region !== null && fold(one.region) === folded) ||
    typedLabels(say(`language.name.${one.language}`)).includes(folded) ||
    typedLabels(say(`policy.status.${statusOf(one)}`)).includes(folded);
  const found = all.filter(isNamed);
  return found.length > 0 ? found : undefined;
}

async function foundBy(words: string, list: readonly Policy[], language: Policy['language']): Promise<Policy[]> {
  const library = await libraryOf(list, {});
  const { found } = library.find(words, BUTTONS_MAX);
  return found.flatMap(({ subject }) => {
    const texts = list.filter((one) => subjectOf(one) === subject);
    return texts.find((one) => one.language === language) ?? texts.slice(0, 1);
  });
}

export async function pressPolicy(buttonId: string, context: Context): Promise<Outcome> {
  if (buttonId === NEW_POLICY_ID) {
    if (!mayEditPolicies(context)) return atOnce({ text: say('command.not-allowed') });
    const brand = mainBrand(await context.reads.policies());
    return await openInDialog(policyForm, { opening: '', answers: { brand }, leftOut: ['region'] }, context);
  }
  if (buttonId === RETIRED_POLICIES_ID) {
    if (!mayEditPolicies(context)) return atOnce({ text: say('command.not-allowed') });
    const retired = await context.reads.retiredPolicies(LISTED_MAX);
    return listed(say('policy.found', { count: retired.length }), retired, { brands: true, retired }, context);
  }
  const button = parsePolicyButton(buttonId);
  if (!button) return stale();
  if (button.act === 'keep') return await keepAnswer(button.id, context);
  const current = await context.reads.policy(button.id);
  if (!current) return stale();
  // A draft is nobody's to read outside headquarters, and its id can be guessed.
  if (!may(context.person, 'policy.read')) return atOnce({ text: say('command.not-allowed') });
  if (button.act === 'show') return atOnce(policyCard(current, context));
  if (!mayEditPolicies(context)) return atOnce({ text: say('command.not-allowed') });
  switch (button.act) {
    case 'edit':
      return await edit(current, context);
    case 'also':
      return await openInDialog(
        policyForm,
        { opening: '', args: { key: current.key }, answers: { brand: current.brand, ...regionOf(current) } },
        context,
      );
    case 'retire':
      return await openInDialog(retireForm, { opening: '', args: { policy: current.id } }, context);
    case 'approve': {
      // Nothing is approved that whoever presses has not read.
      if (current.seq !== button.seq || current.draft === null) return changedSince(current, context);
      const { byId: _by, at: _at, ...words } = current.draft;
      return act(current, { type: 'approve', words }, context);
    }
    case 'discard':
      if (current.seq !== button.seq) return changedSince(current, context);
      return act(current, { type: 'discard' }, context);
    case 'restore':
      return act(current, { type: 'restore' }, context);
    default:
      return button.act satisfies never;
  }
}

const changedSince = (current: Policy, context: Context): Outcome => ({
  replies: [],
  immediate: [
    { type: 'reply', reply: { text: say('policy.no.changed-since') } },
    { type: 'reply', reply: policyCard(current, context) },
  ],
  effects: [],
});

function act(current: Policy, done: PolicyAct, context: Context): Outcome {
  const { person, now } = context;
  if (!person) return stale();
  const change = changePolicy(current, done, person.id, now);
  if (change.refused) return atOnce({ text: say(`policy.no.${change.refused}`) });
  return {
    replies: [policyCard(change.policy, context)],
    effects: [writtenPolicy(change.policy, change.entry), { type: 'needs-rights', person }],
  };
}

const regionOf = ({ region }: Policy): { region?: string } => (region === null ? {} : { region });

async function edit({ id, seq, draft, approved }: Policy, context: Context): Promise<Outcome> {
  const words = draft ?? approved;
  const answers = words
    ? {
        title: words.title,
        body: words.body,
        ...(words.asked.length > 0 && { asked: words.asked.join('\n') }),
        earnings: words.earnings ? 'yes' : 'no',
      }
    : {};
  const leftOut = words && words.asked.length === 0 ? ['asked'] : [];
  const args = { policy: id, seq: String(seq) };
  return await openInDialog(policyEditForm, { opening: '', args, answers, leftOut }, context);
}

/** What staff answered becomes a draft, in the asker's words; one more tap approves it. */
async function keepAnswer(caseId: string, context: Context): Promise<Outcome> {
  const { reads, person, now } = context;
  const current = await reads.caseById(caseId);
  if (!person || !current || !mayRead(person, current) || !mayEditPolicies(context))
    return atOnce({ text: say('command.not-allowed') });
  if (current.confidential) return atOnce({ text: say('policy.no.confidential') });
  const answer = (await reads.journalOf(current.id)).findLast(({ kind }) => kind === 'resolve' || kind === 'reply');
  const body = answer?.body.text;
  if (typeof body !== 'string' || body.trim() === '') return atOnce({ text: say('policy.no.answer') });
  const question = current.words.trim().split(/\r?\n/)[0]?.slice(0, 120) ?? '';
  const { brand } = current.facts;
  const own = typeof brand === 'string' ? brand : mainBrand(await reads.policies());
  const policy = draftedBy(current.id, current.language, own, now);
  const known = await reads.policy(policy.id);
  if (known) return atOnce(policyCard(known, context));
  const words = { title: question, body: body.trim(), asked: [question], earnings: false };
  const change = changePolicy({ ...policy, source: 'answer' }, { type: 'write', words }, person.id, now);
  if (change.refused) return atOnce({ text: say(`policy.no.${change.refused}`) });
  return {
    replies: [policyCard(change.policy, context)],
    effects: [writtenPolicy(change.policy, change.entry), { type: 'needs-rights', person }],
  };
}
