/** Drafts that wait: the list of them, taking one up or dropping it, the one reminder, and going to rest. */
import { atOnce, type Context, type Outcome } from '../core/flow.ts';
import { typedLabels } from '../core/form/labels.ts';
import { frameOf, progressOfAll, type Session } from '../core/form/session.ts';
import { askToDrop, takeUp } from '../core/form/step.ts';
import { type ReplyButton, say, type Text } from '../core/message.ts';
import { fold } from '../recognition/fold.ts';
import { isHandedOver } from './desk/handover.ts';
import { titleOf } from './form-list.ts';
import { formsIn, openForm, putOnTop, stale } from './forms.ts';
import { lookAtDraft, msUntilMorning, REMIND_AFTER_MS, REST_AFTER_MS } from './rest.ts';

export const DRAFT_BUTTON = 'd';

/** These never grow old: a draft is taken up or dropped wherever it stands, and dropping asks first. */
const buttonId = (draftId: string, act: 'go' | 'no'): string => `${DRAFT_BUTTON}:${draftId}:${act}`;

const DRAFTS_MAX = 10;

/** `/drafts`: those of this conversation with buttons; what was begun elsewhere is finished there. */
export async function showDrafts(context: Context): Promise<Outcome> {
  const { person, conversation, reads, zone } = context;
  const own = person ? await reads.draftsOf(person.id, DRAFTS_MAX) : [];
  const here = formsIn(context).reverse();
  const elsewhere = own.flatMap((draft) => {
    const title = draft.conversationId === conversation?.id ? undefined : titleOf(draft.flow);
    return title ? [{ title, createdAt: draft.createdAt }] : [];
  });
  const count = here.length + elsewhere.length;
  if (count === 0) return atOnce({ text: say('drafts.none') });
  const since = (instant: string): Text => ({ instant, zone: person?.zone ?? zone });
  const lines = [
    say('drafts', { count }),
    ...here.map((session, index) =>
      say('drafts.line', {
        number: index + 1,
        title: nameOf(session),
        since: since(session.draft.createdAt),
        ...progressOfAll(session),
      }),
    ),
    ...elsewhere.map(({ title, createdAt }) => say('drafts.elsewhere', { title, since: since(createdAt) })),
  ];
  const buttons = here.flatMap(({ draft }, index): ReplyButton[] => [
    { id: buttonId(draft.id, 'go'), label: say('drafts.continue', { number: index + 1 }) },
    { id: buttonId(draft.id, 'no'), label: say('drafts.discard', { number: index + 1 }) },
  ]);
  const reply = { text: { lines }, ...(buttons.length > 0 && { buttons }) };
  return openForm(context) ? { replies: [reply], effects: [] } : atOnce(reply);
}

function nameOf(session: Session): Text {
  const title = say(session.form.title);
  const number = session.state.args.case;
  return number === undefined ? title : say('form.about-case.title', { title, number });
}

export async function pressDraft(id: string, context: Context): Promise<Outcome> {
  const [, draft, act] = /^d:([0-9a-f-]{36}):(go|no)$/.exec(id) ?? [];
  const session = formsIn(context).find((one) => one.draft.id === draft);
  if (!session) return stale();
  return await putOnTop(session, act === 'go' ? await takeUp(session) : askToDrop(session), context);
}

/** "Continue", written when all that there is was put aside. */
export async function takeUpInWords(words: string, context: Context): Promise<Outcome | undefined> {
  if (words.length > 40 || openForm(context)) return undefined;
  const session = formsIn(context).at(-1);
  if (!session || !typedLabels(say('form.resume.continue')).includes(fold(words.trim()))) return undefined;
  return await putOnTop(session, await takeUp(session), context);
}

/** A timer has come due: reminds of the draft if the person is silent, later lets it rest, or looks again. */
export function watchDraft(draftId: string, context: Context): Outcome {
  const { conversation, person, now, zone } = context;
  const frames = conversation?.frames ?? [];
  const session = formsIn(context).find((one) => one.draft.id === draftId);
  if (!conversation || !session || session.state.paused) return { replies: [], effects: [] };
  // A colleague writes with the person: the bot looks again when it may be its turn.
  if (isHandedOver(context)) return { replies: [], effects: lookAtDraft(draftId, now, REMIND_AFTER_MS, context) };
  const idleMs = Date.parse(now) - Date.parse(conversation.updatedAt);
  // What lies below another form can't be answered now, so nobody is reminded of it.
  const reminds = !session.state.reminded && openForm(context)?.session.draft.id === draftId;
  const nightMs = reminds ? msUntilMorning(now, person?.zone ?? zone) : 0;
  const rests = idleMs >= REST_AFTER_MS && session.state.before !== 'resume';
  // The buttons on display grow old with it: a "no" to another question must not begin the form again.
  if (rests) session.state = { ...session.state, before: 'resume', turn: context.turn, rested: true };
  const writes = (outcome: Pick<Outcome, 'replies' | 'effects'>): Outcome => ({
    ...outcome,
    frames: frames.map((frame) => (frame.draft === draftId ? frameOf(session) : frame)),
    effects: [...session.effects, ...outcome.effects],
  });
  if (reminds && nightMs === 0 && (idleMs >= REMIND_AFTER_MS || session.state.rested)) {
    session.state = { ...session.state, reminded: true, rested: undefined };
    const later = session.state.before === 'resume' ? [] : lookAtDraft(draftId, now, REST_AFTER_MS, context);
    return writes({ replies: [reminder(session)], effects: later });
  }
  if (rests) return writes({ replies: [], effects: reminds ? lookAtDraft(draftId, now, nightMs, context) : [] });
  if (!reminds && session.state.before === 'resume') return { replies: [], effects: [] };
  if (nightMs > 0) {
    // Whichever comes first.
    const restMs = session.state.before === 'resume' ? Number.POSITIVE_INFINITY : REST_AFTER_MS - idleMs;
    return { replies: [], effects: lookAtDraft(draftId, now, Math.min(nightMs, restMs), context) };
  }
  const afterMs = reminds ? REMIND_AFTER_MS : REST_AFTER_MS;
  return { replies: [], effects: lookAtDraft(draftId, conversation.updatedAt, afterMs, context) };
}

const reminder = (session: Session) => ({
  text: say('form.remind', { title: nameOf(session), ...progressOfAll(session) }),
  buttons: [
    { id: buttonId(session.draft.id, 'go'), label: say('form.resume.continue'), style: 'primary' as const },
    { id: buttonId(session.draft.id, 'no'), label: say('form.resume.discard') },
  ],
});
