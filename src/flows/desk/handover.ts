/** A colleague takes a chat over: the bot keeps silent there until it is handed back. The case says so; its conversation follows. */
import { z } from 'zod';
import type { Frame } from '../../core/decision.ts';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import { handedBack } from '../../domain/case-changes.ts';
import { mayRead } from '../../domain/rights.ts';
import { actOnCase, refusalOf, refuse } from '../cases/case-acts.ts';
import { colleagueText, underCard } from '../cases/case-card.ts';
import { repeatQuestion } from '../forms.ts';
import { syncTimers } from './handover-timers.ts';
import { toDesk } from './told.ts';

/** What the conversation knows of it: which case the words that are written there belong to. */
const HANDOVER = 'handover';
const handoverState = z.object({ case: z.string() });

const frameOf = ({ number }: Case): Frame => ({ flow: HANDOVER, version: 1, draft: null, state: { case: number } });

function takenNumber({ conversation }: Context): string | undefined {
  const frame = conversation?.frames.find(({ flow }) => flow === HANDOVER);
  return frame && handoverState.safeParse(frame.state).data?.case;
}

export const withoutHandover = (context: Context): Context =>
  context.conversation
    ? {
        ...context,
        conversation: {
          ...context.conversation,
          frames: context.conversation.frames.filter(({ flow }) => flow !== HANDOVER),
        },
      }
    : context;

/** The chat was handed back, but its conversation is yet to be told. */
export function keepingHandover(outcome: Outcome, { conversation }: Context): Outcome {
  const kept = conversation?.frames.filter(({ flow }) => flow === HANDOVER) ?? [];
  return outcome.frames && kept.length > 0 ? { ...outcome, frames: [...kept, ...outcome.frames] } : outcome;
}

/** Whether the conversation knows of a colleague, without a look at the case. */
export const isHandedOver = (context: Context): boolean => takenNumber(context) !== undefined;

/** The case that a colleague writes with the person about, here and now. Whoever joined the staff meanwhile is not talked over. */
export async function handedOver(context: Context): Promise<Case | undefined> {
  const { person, reads } = context;
  const number = takenNumber(context);
  if (number === undefined || !person || person.role === 'staff') return undefined;
  const current = await reads.caseByNumber(number);
  return current?.takenOverBy && current.personId === person.id ? current : undefined;
}

export const HANDOVER_BUTTON = 'h';

/** Leads back to the bot. */
export const backButton = ({ number }: Case): ReplyButton => ({
  id: `${HANDOVER_BUTTON}:${number}:back`,
  label: say('handover.button.back'),
});

export const parseBackButton = (id: string): string | undefined => /^h:(C-\d{1,12}):back$/.exec(id)?.[1];

export const colleagueOf = async ({ takenOverBy }: Case, { reads }: Context): Promise<Text> =>
  colleagueText((takenOverBy && (await reads.person(takenOverBy))?.name) || null);

/** As many of the person's latest cases are looked at. */
const LATEST = 50;

export async function takeOver(current: Case, context: Context): Promise<Outcome> {
  const { reads } = context;
  const { number, personId } = current;
  const refused = refusalOf(current, { type: 'takeover' }, context);
  if (refused) return await refuse(current, refused, context);
  if ((await reads.person(personId))?.role === 'staff')
    return atOnce({ text: say('handover.refused.staff', { number }) });
  const other = (await reads.casesOf(personId, LATEST)).find(
    (one) => one.id !== current.id && one.takenOverBy && one.threadId === current.threadId,
  );
  if (other) return atOnce({ text: await heldByOther(current, other, context) });
  return await actOnCase(current, { type: 'takeover' }, context);
}

/** The desk hears of it too, so a case that is not for all of them has no number here. */
async function heldByOther({ number }: Case, other: Case, context: Context): Promise<Text> {
  const name = await colleagueOf(other, context);
  const { person } = context;
  const known = person ? mayRead(person, other) : !other.confidential;
  return known
    ? say('handover.refused.other', { number, other: other.number, name })
    : say('handover.refused.hidden', { number, name });
}

/** The conversation is told what has become of it. What it knows already it is not told twice. */
export async function syncHandover(caseId: string, context: Context): Promise<Outcome> {
  const current = await context.reads.caseById(caseId);
  const known = takenNumber(context);
  if (!current || !context.conversation) return NOTHING;
  if (!current.takenOverBy) return known === current.number ? await end(current, context) : NOTHING;
  if (known === current.number) return NOTHING;
  const other = known === undefined ? undefined : await context.reads.caseByNumber(known);
  return other?.takenOverBy ? await giveUp(current, other, context) : await begin(current, context);
}

const NOTHING: Outcome = { replies: [], effects: [] };

async function begin(current: Case, context: Context): Promise<Outcome> {
  const frames = withoutHandover(context).conversation?.frames ?? [];
  const name = await colleagueOf(current, context);
  const reply: Reply = {
    text: say('handover.begun', { number: current.number, name }),
    buttons: [backButton(current)],
  };
  // At the bottom: what a form has below it stays, whatever becomes of the form.
  return { frames: [frameOf(current), ...frames], replies: [reply], effects: [] };
}

/** The open question comes again. */
async function end(current: Case, context: Context): Promise<Outcome> {
  const freed = withoutHandover(context);
  const settled = current.status === 'confirmed' ? 'yes' : 'no';
  const told: Reply = { text: say('handover.over', { number: current.number, settled }) };
  const again = await repeatQuestion([], freed);
  return {
    frames: again.frames ?? freed.conversation?.frames ?? [],
    replies: [told, ...again.replies],
    effects: again.effects,
  };
}

/** Two colleagues took over the same chat for two cases at the same moment: the first to arrive has it. */
async function giveUp(current: Case, other: Case, context: Context): Promise<Outcome> {
  const next = handedBack(current);
  const text = await heldByOther(current, other, context);
  return {
    replies: [],
    effects: [
      { type: 'case', case: next, entry: { kind: 'handback', body: { reason: 'held' } } },
      { type: 'post', to: 'desk', reply: underCard(next, { text }) },
      await toDesk(next, context),
    ],
  };
}

/** Neither side has written for long: the bot speaks again, and the desk hears of it. */
export async function handBackIdle(caseId: string, context: Context): Promise<Outcome> {
  const current = await context.reads.caseById(caseId);
  if (!current?.takenOverBy) return NOTHING;
  const next = handedBack(current);
  const text = say('desk.told.idle', { number: next.number });
  return {
    replies: [],
    effects: [
      { type: 'case', case: next, entry: { kind: 'handback', body: { reason: 'idle' } } },
      ...(await syncTimers(next, context)),
      { type: 'post', to: 'desk', reply: underCard(next, { text }) },
      await toDesk(next, context),
    ],
  };
}
