/** `/policies`: what may be quoted, what waits to be approved, and how a text becomes another. */
import { libraryOf, subjectOf } from '../../answers/shelf.ts';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import { changePolicy, type Policy, type PolicyAct } from '../../domain/policy.ts';
import { mayRead } from '../../domain/rights.ts';
import { openInDialog, stale } from '../forms.ts';
import {
  mayEditPolicies,
  NEW_POLICY_ID,
  parsePolicyButton,
  policyButtonId,
  policyCard,
  policyLine,
  titleOf,
} from './policy-card.ts';
import { draftedBy, policyForm, retireForm, writtenPolicy } from './policy-forms.ts';

const LISTED_MAX = 20;
const BUTTONS_MAX = 10;

/** Drafts first; with words, what they find. */
export async function showPolicies(words: string, context: Context): Promise<Outcome> {
  const { reads, language } = context;
  const [list, drafts] = await Promise.all([reads.policies(), reads.policyDrafts(LISTED_MAX)]);
  const asked = words.trim();
  const found = asked === '' ? readersFirst(list, language) : await foundBy(asked, list, language);
  const shown = asked === '' ? [...drafts, ...found.filter((one) => !drafts.some(({ id }) => id === one.id))] : found;
  const title = say(asked === '' ? 'policy.list' : 'policy.found', { count: found.length, drafts: drafts.length });
  const lines: Text[] = [title, ...shown.slice(0, LISTED_MAX).map(policyLine)];
  if (shown.length > LISTED_MAX) lines.push(say('policy.more', { count: shown.length - LISTED_MAX }));
  const buttons: NonNullable<Reply['buttons']> = shown.slice(0, BUTTONS_MAX).map((one) => ({
    id: policyButtonId(one.id, 'show'),
    label: verbatim(titleOf(one)),
  }));
  if (mayEditPolicies(context))
    buttons.push({ id: NEW_POLICY_ID, label: say('policy.new'), style: 'primary', opens: 'form' });
  return atOnce({ text: { lines }, ...(buttons.length > 0 && { buttons }) });
}

const readersFirst = (list: readonly Policy[], language: Policy['language']): Policy[] =>
  list.filter((one) => one.language === language);

async function foundBy(words: string, list: readonly Policy[], language: Policy['language']): Promise<Policy[]> {
  const library = await libraryOf(list, null);
  const { found } = library.find(words, BUTTONS_MAX);
  return found.flatMap(({ subject }) => {
    const texts = list.filter((one) => subjectOf(one) === subject);
    return texts.find((one) => one.language === language) ?? texts.slice(0, 1);
  });
}

export async function pressPolicy(buttonId: string, context: Context): Promise<Outcome> {
  if (buttonId === NEW_POLICY_ID) {
    if (!mayEditPolicies(context)) return atOnce({ text: say('command.not-allowed') });
    return await openInDialog(policyForm, { opening: '' }, context);
  }
  const button = parsePolicyButton(buttonId);
  if (!button) return stale();
  if (button.act === 'keep') return await keepAnswer(button.id, context);
  const current = await context.reads.policy(button.id);
  if (!current) return stale();
  if (button.act === 'show') return atOnce(policyCard(current, context));
  if (!mayEditPolicies(context)) return atOnce({ text: say('command.not-allowed') });
  switch (button.act) {
    case 'edit':
      return await edit(current, context);
    case 'retire':
      return await openInDialog(retireForm, { opening: '', args: { policy: current.id } }, context);
    case 'approve': {
      // Nothing is approved that whoever presses has not read.
      if (current.seq !== button.seq || current.draft === null) return changedSince(current, context);
      const { byId: _by, at: _at, ...words } = current.draft;
      return act(current, { type: 'approve', words }, context);
    }
    case 'discard':
    case 'restore':
      return act(current, { type: button.act }, context);
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

async function edit({ id, language, draft, approved }: Policy, context: Context): Promise<Outcome> {
  const words = draft ?? approved;
  const answers = words
    ? {
        language,
        title: words.title,
        body: words.body,
        ...(words.asked.length > 0 && { asked: words.asked.join('\n') }),
        earnings: words.earnings ? 'yes' : 'no',
      }
    : {};
  const leftOut = words && words.asked.length === 0 ? ['asked'] : [];
  return await openInDialog(policyForm, { opening: '', args: { policy: id }, answers, leftOut }, context);
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
  const policy = draftedBy(current.id, current.language, (await reads.policies())[0]?.brand, now);
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
