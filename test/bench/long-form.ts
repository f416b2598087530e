/** A form of 120 short answers, for the question whether a long draft makes a turn dearer. */
import type { PersonEvent } from '../../src/core/event.ts';
import { atOnce, type Bot } from '../../src/core/flow.ts';
import type { Field, Form } from '../../src/core/form/definition.ts';
import { textField } from '../../src/core/form/fields.ts';
import { frameOf, resumeSession } from '../../src/core/form/session.ts';
import { beginForm, stepForm } from '../../src/core/form/step.ts';
import { eventId } from '../../src/core/ids.ts';
import { verbatim } from '../../src/core/message.ts';
import { eventsOf } from './complaint.ts';

const LENGTH = 120;

const longForm: Form = {
  name: 'long',
  version: 1,
  title: 'complaint.title',
  submit: 'complaint.submit',
  fields: Object.fromEntries(
    Array.from({ length: LENGTH }, (_, index): [string, Field] => [
      `f${index}`,
      textField({ label: 'complaint.what', ask: 'complaint.what.ask', max: 500 }),
    ]),
  ),
  complete: () => Promise.resolve({ replies: [], effects: [] }),
};

/** The form and nothing around it. */
export const longFormBot: Bot = {
  async respond(event, context) {
    if (event.type !== 'person') return { replies: [], effects: [] };
    const frame = context.conversation?.frames.at(-1);
    const session = frame && resumeSession(longForm, frame, context);
    const step = session ? await stepForm(session, event.input) : await beginForm(longForm, { opening: '' }, context);
    if (step.type !== 'open') return atOnce({ text: verbatim('the form has ended') });
    return { frames: [frameOf(step.session)], replies: step.replies, effects: step.session.effects };
  },
  apology: () => ({ text: verbatim('sorry') }),
  heldBack: () => ({ author: { text: { verbatim: 'slower' } }, desk: { text: { verbatim: 'held back' } } }),
  setAside: ({ error }) => ({ text: verbatim(error) }),
};

/** A command that opens the form, then one answer after the other. */
export function longFormEvents(person: string): PersonEvent[] {
  const [first] = eventsOf(person);
  if (!first) throw new Error('a person without events');
  return Array.from({ length: LENGTH }, (_, turn) => ({
    ...first,
    id: eventId('bench', `${person}:long:${turn}`),
    input: { type: 'message', text: `An answer of some length, number ${turn}, as people write them in a form.` },
  }));
}
