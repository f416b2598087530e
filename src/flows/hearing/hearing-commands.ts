/** Pressing a button of a dispute between franchisees: by staff on its card, or by one of the two sides. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import type { HearingAct } from '../../domain/hearing.ts';
import { sideOf } from '../../domain/hearing.ts';
import type { Person } from '../../domain/person.ts';
import { mayRead } from '../../domain/rights.ts';
import { forFewEyes } from '../cases/case-access.ts';
import { answerStamp, colleagueText, underCard } from '../cases/case-card.ts';
import { stale, startForm } from '../forms.ts';
import { disputeFields } from './dispute-fields.ts';
import { actOnHearing, hearingRefusal, refuseHearing } from './hearing.ts';
import { type HearingButton, hearingButtonId, parseHearingButton } from './hearing-card.ts';
import { decideForm, hearForm, objectForm, remediedForm, statementForm } from './hearing-forms.ts';

/** Act, form, and what would be refused. */
const WRITTEN = {
  statement: { form: statementForm, act: { type: 'statement', text: '' } },
  tell: { form: statementForm, act: { type: 'statement', text: '' } },
  decide: {
    form: decideForm,
    act: { type: 'decide', finding: 'agreed', text: '', grounds: '', remedyBy: null },
  },
  object: { form: objectForm, act: { type: 'object', text: '' } },
  remedied: { form: remediedForm, act: { type: 'remedied', text: '' } },
} as const satisfies Record<string, { form: unknown; act: HearingAct }>;

export async function pressHearing(id: string, context: Context): Promise<Outcome> {
  const button = parseHearingButton(id);
  const current = button && (await context.reads.caseByNumber(button.number));
  if (!button || !current || current.kind !== 'dispute') return stale();
  return forFewEyes(current, await press(button, current, context), context);
}

async function press(button: { act: HearingButton; stamp: string }, current: Case, context: Context): Promise<Outcome> {
  const { person } = context;
  if (!person) return stale();
  const side = sideOf(current, person.id);
  const ofSide = button.act === 'tell' || button.act === 'accept' || button.act === 'object';
  // Whoever is neither a side nor may read it learns nothing, not even that it exists.
  if (ofSide ? !side : !mayRead(person, current)) return stale();
  if ((button.act === 'accept' || button.act === 'object') && button.stamp !== answerStamp(current)) return stale();
  if (button.act === 'accept') return await actOnHearing(current, { type: 'accept' }, context);
  if (button.act === 'hear' || button.act === 'other') return await hear(current, button.stamp, context);
  const { form, act } = WRITTEN[button.act];
  const refused = hearingRefusal(current, act, context);
  if (refused) return await refuseHearing(current, refused, context);
  return await startForm(form, { opening: '', args: { case: current.number } }, context);
}

/** Who is to be heard: the one person of the other store; of several it is asked who; nobody: headquarters hears them elsewhere. */
async function hear(current: Case, place: string, context: Context): Promise<Outcome> {
  const refused = hearingRefusal(current, { type: 'hear', respondentId: null, text: '' }, context);
  if (refused) return await refuseHearing(current, refused, context);
  const people = await peopleOfOtherStore(current, context);
  const chosen = people.length === 1 ? people[0] : people[Number(place) - 1];
  if (people.length > 1 && !chosen) return whom(current, people);
  const args = { case: current.number, other: chosen?.id ?? '' };
  const begun = await startForm(hearForm, { opening: '', args }, context);
  if (chosen) return begun;
  const note = underCard(current, { text: say('hearing.hear.nobody', { number: current.number }) });
  return { ...begun, replies: [note, ...begun.replies] };
}

async function peopleOfOtherStore({ facts, personId }: Case, { reads }: Context): Promise<Person[]> {
  const against = disputeFields.against.schema.safeParse(facts.against).data;
  const people = against ? await reads.managersOf(against.id) : [];
  return people.filter(({ id }) => id !== personId);
}

const whom = (current: Case, people: readonly Person[]): Outcome =>
  atOnce(
    underCard(current, {
      text: say('hearing.hear.whom', { number: current.number }),
      buttons: people.slice(0, 5).map(({ name }, at) => ({
        id: hearingButtonId(current, 'other', String(at + 1)),
        label: colleagueText(name),
      })),
    }),
  );
