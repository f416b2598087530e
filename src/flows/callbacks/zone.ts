/** By whose clock someone's times are meant: asked once, kept with them, and changed by `/zone` or in words. */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { answerOf, type Form } from '../../core/form/definition.ts';
import { type Reply, say } from '../../core/message.ts';
import { type Callback, isEnded } from '../../domain/callback.ts';
import { moveToZone } from '../../domain/callback-changes.ts';
import { isShown, ownCallButtons, updatedCallCard, whenText } from './callback-card.ts';
import { anyZoneField } from './callback-fields.ts';
import { reminderTimers } from './callback-reminders.ts';
import { named } from './callback-times.ts';

const zoneFields = { zone: anyZoneField({ label: 'call.zone', ask: 'zone.ask' }) };

export const zoneForm: Form = {
  name: 'zone',
  version: 1,
  title: 'call.zone',
  fields: zoneFields,
  about: async (_args, _values, { person, zone }) => [say('zone.now', { zone: named(person?.zone ?? zone) })],
  complete: async ({ values }, context) => {
    const zone = answerOf(values, 'zone', zoneFields.zone);
    return zone === null ? { replies: [], effects: [] } : await keepZone(zone, context);
  },
};

/** Said in words, so it is taken at once; the next words may change it again. */
export async function chooseZone(zone: string, context: Context): Promise<Outcome> {
  if (context.person?.zone === zone) return atOnce({ text: say('zone.now', { zone: named(zone) }) });
  return await keepZone(zone, context);
}

/** Of one person there are never more to come. */
const OPEN_MAX = 20;

/** What is promised stays at its moment, and is shown on the new clock. */
async function keepZone(zone: string, context: Context): Promise<{ replies: Reply[]; effects: Effect[] }> {
  const { person, reads } = context;
  if (!person) return { replies: [], effects: [] };
  const open = (await reads.callbacksOf(person.id, OPEN_MAX)).filter((one) => !isEnded(one));
  const [first, ...others] = open;
  const text = say('zone.set', { zone: named(zone) });
  const changed: Effect = { type: 'person', person: { ...person, zone } };
  if (!first) return { replies: [{ text }], effects: [changed] };
  const effects = [changed, ...(await callsOnClock(zone, open, { ...context, person: { ...person, zone } }))];
  const times = open.map(({ window }) => say('zone.call', { when: whenText({ ...window, zone }, context) }));
  const buttons = others.length === 0 ? ownCallButtons(first) : [];
  return { replies: [{ text: { lines: [text, ...times] }, buttons }], effects };
}

/** So that nobody is reminded at night by their new clock, and those who call read when it is for them. */
async function callsOnClock(zone: string, open: readonly Callback[], context: Context): Promise<Effect[]> {
  const effects: Effect[] = [];
  for (const one of open) {
    const change = one.window.zone === zone ? undefined : moveToZone(one, zone, one.personId);
    if (!change?.callback) continue;
    const { callback, entry } = change;
    effects.push({ type: 'callback', callback, entry }, ...reminderTimers(callback, context));
    if (isShown(callback, context))
      effects.push({ type: 'post', to: 'desk', reply: await updatedCallCard(callback, context) });
  }
  return effects;
}
