/** A draft that an earlier version of a form has stored goes on in the present one. */
import { describe, expect, it } from 'vitest';
import type { Answer, Draft, Frame } from '../../../src/core/decision.ts';
import type { Context } from '../../../src/core/flow.ts';
import type { Form, Values } from '../../../src/core/form/definition.ts';
import { choiceField, textField } from '../../../src/core/form/fields.ts';
import { question } from '../../../src/core/form/questions.ts';
import { frameOf, resumeSession } from '../../../src/core/form/session.ts';
import { beginForm, stepForm } from '../../../src/core/form/step.ts';
import type { FormStep } from '../../../src/core/form/turn.ts';
import { localiseReply } from '../../../src/core/localise.ts';
import type { Reads } from '../../../src/core/reads.ts';
import { DEFAULT_APPLICATION_RULES } from '../../../src/domain/application-rules.ts';
import { DEFAULT_CALLBACK_RULES } from '../../../src/domain/callback-rules.ts';
import { DEFAULT_DEADLINES } from '../../../src/domain/deadlines.ts';
import { DEFAULT_DOSSIER_RULES } from '../../../src/domain/dossier-rules.ts';
import { DEFAULT_ROUTING } from '../../../src/domain/queues.ts';

const text = (skip = false) =>
  textField({
    label: 'complaint.what',
    ask: 'complaint.what.ask',
    max: 100,
    ...(skip && { skip: 'complaint.who.skip' }),
  });

const choice = (values: readonly string[]) =>
  choiceField({ label: 'complaint.group', ask: 'complaint.group.ask', values, labelOf: () => 'cause.group.goods' });

/** A form as its first version was, and as it is now: `name` is two fields, a choice lost a value, a question is new. */
const aForm = (version: number, fields: Form['fields'], upgrade?: Form['upgrade']): Form => ({
  name: 'sample',
  version,
  title: 'complaint.title',
  fields,
  submit: 'complaint.submit',
  complete: async () => ({ replies: [], effects: [] }),
  ...(upgrade && { upgrade }),
});

const first = aForm(1, { name: text(), kind: choice(['a', 'b']) });
const second = aForm(
  2,
  { given: text(), family: text(), kind: choice(['a', 'c']), extra: text(true) },
  (version: number, values: Values) => {
    if (version !== 1) return values;
    const { name, ...others } = values;
    const [given, family] = String(name ?? '').split(' ');
    return { ...others, ...(given && { given }), ...(family && { family }) };
  },
);

const NO_READS = {} as Reads;

/** What a store does: keeps drafts, answers and frames as JSON. */
function aShelf() {
  const drafts = new Map<string, { draft: Draft; answers: Answer[] }>();
  let frame: Frame | undefined;
  let turn = 0;
  const context = (): Context => {
    turn += 1;
    return {
      now: '2026-03-18T04:00:00.000Z',
      zone: 'Asia/Shanghai',
      deadlines: DEFAULT_DEADLINES,
      callRules: DEFAULT_CALLBACK_RULES,
      applicationRules: DEFAULT_APPLICATION_RULES,
      dossierRules: DEFAULT_DOSSIER_RULES,
      routing: DEFAULT_ROUTING,
      changed: false,
      language: 'en',
      thread: undefined,
      person: undefined,
      account: undefined,
      conversation: undefined,
      immediate: true,
      dialogs: false,
      shared: false,
      code: async () => ({ name: '', hash: '', seed: '' }),
      fitsCode: async () => false,
      turn,
      drafts: new Map(structuredClone([...drafts])),
      reads: NO_READS,
      id: (name) => `${name} ${turn}`,
      caseNumber: async () => 'C-1',
    };
  };
  const keep = (step: FormStep): string => {
    if (step.type !== 'open') throw new Error(`the form is ${step.type}`);
    for (const effect of JSON.parse(JSON.stringify(step.session.effects)) as typeof step.session.effects) {
      if (effect.type === 'draft') {
        drafts.set(effect.draft.id, { draft: effect.draft, answers: drafts.get(effect.draft.id)?.answers ?? [] });
      }
      const entry = drafts.get(step.session.draft.id);
      if (!entry) throw new Error('an answer without its draft');
      if (effect.type === 'answer') {
        entry.answers = [...entry.answers.filter(({ field }) => field !== effect.answer.field), effect.answer];
      }
      if (effect.type === 'forget') entry.answers = entry.answers.filter(({ field }) => field !== effect.field);
    }
    frame = JSON.parse(JSON.stringify(frameOf(step.session))) as Frame;
    return localiseReply(step.replies.at(-1) ?? question(step.session), 'en').text;
  };
  return {
    begin: async (form: Form) => keep(await beginForm(form, { opening: '' }, context())),
    async say(form: Form, words: string) {
      const session = frame && resumeSession(form, frame, context());
      if (!session) throw new Error('nothing is open');
      return keep(await stepForm(session, { type: 'message', text: words }));
    },
    resume: (form: Form, stored: unknown) => resumeSession(form, stored as Frame, context()),
    frame: () => frame,
    fields: () => [...drafts.values()].flatMap(({ answers }) => answers.map(({ field }) => field)).sort(),
    version: () => [...drafts.values()].map(({ draft }) => draft.version),
  };
}

describe('a stored draft of an earlier version', () => {
  it('goes on with its answers under their new names', async () => {
    const shelf = aShelf();
    await shelf.begin(first);
    await shelf.say(first, 'Ada Lovelace');
    expect(await shelf.say(second, 'a')).toContain('(4 of 4)');
    expect(shelf.fields()).toEqual(['family', 'given', 'kind']);
    expect(shelf.frame()?.version).toBe(2);
    expect(shelf.version()).toEqual([2]);
    expect(await shelf.say(second, 'skip')).toContain('please check everything');
  });

  it('asks again for a choice that is none any more', async () => {
    const shelf = aShelf();
    await shelf.begin(first);
    await shelf.say(first, 'Ada Lovelace');
    await shelf.say(first, 'b');
    await shelf.say(second, 'no');
    expect(await shelf.say(second, 'repeat')).toContain('Which answer would you like to change?');
    await shelf.say(second, 'back');
    expect(await shelf.say(second, 'yes')).toContain('(3 of 4)');
  });

  it('asks again for what is no answer to the present question', async () => {
    const shelf = aShelf();
    await shelf.begin(first);
    await shelf.say(first, 'Ada Lovelace');
    const third = aForm(3, { name: text(), kind: choice(['a']) }, (_, values) => ({ ...values, name: 7 }));
    await shelf.say(third, 'a');
    expect(await shelf.say(third, 'repeat')).toContain('What happened?');
  });

  it('asks the next open question when the one on display is gone', async () => {
    const shelf = aShelf();
    await shelf.begin(first);
    expect(await shelf.say(second, 'repeat')).toContain('(1 of 4)');
  });

  it('can’t be continued when its state is not one, and does not throw', async () => {
    const shelf = aShelf();
    await shelf.begin(first);
    const frame = shelf.frame();
    for (const state of [null, 7, 'x', [], {}, { at: {} }, { ...(frame?.state as object), turn: 'x' }]) {
      expect(shelf.resume(first, { ...frame, state })).toBeUndefined();
    }
    expect(shelf.resume(first, { ...frame, draft: 'gone' })).toBeUndefined();
  });

  it('is read from a state without what was added since', async () => {
    const shelf = aShelf();
    await shelf.begin(first);
    const state = {
      at: { step: 'ask', field: 'name', failures: 0, editing: false },
      before: 'none',
      turn: 1,
      args: {},
    };
    expect(shelf.resume(first, { ...shelf.frame(), state })?.state.at).toMatchObject({ field: 'name' });
  });
});
