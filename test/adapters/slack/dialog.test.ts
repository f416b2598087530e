import { describe, expect, it } from 'vitest';
import { INPUT_TEXT_MAX } from '../../../src/adapters/slack/capabilities.ts';
import { renderDialog } from '../../../src/adapters/slack/dialog.ts';
import type { Immediate } from '../../../src/core/adapter.ts';
import type { Input } from '../../../src/core/event.ts';
import type { Dialog, DialogField } from '../../../src/core/message.ts';
import { POLICY_BODY_MAX } from '../../../src/domain/policy.ts';
import { viewFault, viewSchema } from '../../doubles/slack/blocks.ts';
import { viewActions, viewPayload } from '../../doubles/slack/payloads.ts';
import { until } from '../../support/until.ts';
import { filled } from './harness.ts';
import { type World, withSlack } from './world.ts';

/** What was done with a dialog, and its values. */
const doneIn = (input: Input | undefined) => (input?.type === 'dialog' ? [input.then, input.values] : []);

const aField = (field: Partial<DialogField> & { name: string }): DialogField => ({
  label: field.name,
  ask: `What about ${field.name}?`,
  type: 'line',
  optional: false,
  ...field,
});

const choices = (...values: string[]) => values.map((value) => ({ value, label: `The ${value}` }));

const aDialog = (fields: DialogField[] = [aField({ name: 'what' })], more: Partial<Dialog> = {}): Dialog => ({
  form: 'complaint',
  draft: '0198c0de-0000-8000-8000-000000000001',
  title: 'Complaint',
  submit: 'Send',
  fields,
  ...more,
});

const opens = (dialog: Dialog): Immediate[] => [{ type: 'dialog', dialog }];

/** Sends a question whose button leads to a dialog, and presses it. */
async function pressDialog({ adapter, person }: World): Promise<void> {
  const { thread } = person;
  const message = { text: 'Tell me', buttons: [{ id: 'f:1', label: 'Form', opens: 'dialog' as const }] };
  await adapter.send({
    outboxId: 'o1',
    thread,
    message,
    replaces: null,
    settles: null,
    under: null,
    seq: 1,
    attempt: 1,
  });
  await person.presses('Form');
}

const openView = async ({ double, person }: World) => await until('a dialog', () => double.views.get(person.id));

describe('a form as a modal', () => {
  it('holds the longest text of a policy, so that each can be edited', () => {
    expect(POLICY_BODY_MAX).toBeLessThanOrEqual(INPUT_TEXT_MAX);
  });

  it.each([
    [{ 'when.pick': '2026-03-20', 'when.pick-time': '15:00' }, '', '2026-03-20 15:00'],
    [{ when: 'tomorrow', 'when.pick-time': '15:00' }, 'tomorrow', '15:00'],
  ])('has Slack’s pickers of day and time beside the words of a moment: %j', async (values, words, picked) => {
    await withSlack({}, async (world) => {
      const pick = { day: 'A day', time: 'A time', zone: 'Europe/London', first: '2026-03-18', last: '2026-05-17' };
      world.respond = ({ input }) =>
        input.type === 'dialog' ? [] : opens(aDialog([aField({ name: 'when', type: 'when', pick })]));
      await pressDialog(world);
      const view = await openView(world);
      expect(view.blocks.map(({ element }) => element?.type)).toEqual(['plain_text_input', 'datepicker', 'timepicker']);
      expect(view.blocks.every(({ optional }) => optional)).toBe(true);
      expect(view.blocks[2]?.element).toMatchObject({ timezone: 'Europe/London' });
      await world.person.submits?.(values);
      const events = await world.hears(2);
      expect(doneIn(events[1]?.input)).toEqual([undefined, { when: words, 'when.pick': picked }]);
    });
  });

  it('asks each field by what fits it, and hands back the words, the choices and the files', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      const fields = [
        aField({ name: 'what', type: 'text', value: 'sour milk', max: 4000, example: 'Such as …' }),
        aField({
          name: 'group',
          type: 'choice',
          choices: choices('goods', 'service'),
          value: 'service',
          refreshes: true,
        }),
        aField({ name: 'photos', type: 'files', optional: true }),
        aField({ name: 'note', optional: true }),
      ];
      world.respond = ({ input }) => (input.type === 'dialog' ? [] : opens(aDialog(fields)));
      await pressDialog(world);
      const view = await openView(world);
      expect(view.blocks.map(({ element }) => element?.type)).toEqual([
        'plain_text_input',
        'radio_buttons',
        'file_input',
        'plain_text_input',
      ]);
      await person.submits?.({ group: 'goods' });
      const events = await world.hears(2);
      expect(events[1]?.thread).toEqual(person.thread);
      expect(events[1]?.input).toEqual({
        type: 'dialog',
        form: 'complaint',
        draft: '0198c0de-0000-8000-8000-000000000001',
        values: { what: 'sour milk', group: 'goods', note: '' },
        files: { photos: [] },
      });
      await until('the dialog closes', () => !double.views.has(person.id));
    });
  });

  it('says what is wrong beside the fields, and takes the same words again only once', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      const dialog = aDialog([aField({ name: 'phone' })]);
      world.respond = ({ input }) => {
        if (input.type !== 'dialog') return opens(dialog);
        return input.values.phone === '1'
          ? [{ type: 'problems', problems: [{ field: 'phone', text: 'Too <short>' }], dialog }]
          : [];
      };
      await pressDialog(world);
      await openView(world);
      await person.submits?.({ phone: '1' });
      await until('the problem', () => person.dialog?.()?.fields[0]?.problem === 'Too <short>');
      await person.submits?.({ phone: '1' });
      await world.hears(3);
      await world.acknowledged();
      expect(person.dialog?.()?.fields[0]?.problem).toBe('Too <short>');
      await person.submits?.({ phone: '13800138000' });
      await until('the end', () => !double.views.has(person.id));
      const ids = new Set(world.events.map(({ id }) => id));
      expect([world.events.length, ids.size]).toEqual([4, 3]);
    });
  });

  it('is shown anew when other fields are asked now, at a submission or at a choice that others depend on', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      const group = aField({ name: 'group', type: 'choice', choices: choices('goods', 'service'), refreshes: true });
      const cause = aField({ name: 'cause', type: 'choice', choices: choices('rude'), problem: 'Which one?' });
      world.respond = ({ input }) => {
        if (input.type !== 'dialog') return opens(aDialog([group]));
        const dialog = aDialog([group, cause]);
        return input.then === 'refresh'
          ? opens(dialog)
          : [{ type: 'problems', problems: [{ field: 'cause', text: 'Which one?' }], dialog }];
      };
      await pressDialog(world);
      const first = await openView(world);
      const action = {
        type: 'radio_buttons',
        action_id: first.blocks[0]?.element?.action_id,
        block_id: 'group',
        action_ts: '1.1',
      };
      const view = filled(first, { group: 'goods' });
      double.deliver('interactive', viewActions({ user: person.id, view, action, triggerId: 't' }));
      await until('the second field', () => person.dialog?.()?.fields.length === 2);
      expect(doneIn(world.events.at(-1)?.input)).toEqual(['refresh', { group: 'goods' }]);
      double.views.set(person.id, first);
      await person.submits?.({ group: 'service' });
      await until('the second field again', () => person.dialog?.()?.fields.length === 2);
      expect(JSON.stringify(double.views.get(person.id)?.blocks)).toContain('⚠ Which one?');
    });
  });

  it('keeps what was filled in when it is closed', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      world.respond = ({ input }) => (input.type === 'dialog' ? [] : opens(aDialog()));
      await pressDialog(world);
      const view = filled(await openView(world), { what: 'half' });
      double.deliver('interactive', viewPayload('view_closed', { user: person.id, view, triggerId: 't' }));
      const events = await world.hears(2);
      expect(doneIn(events[1]?.input)).toEqual(['leave', { what: 'half' }]);
    });
  });

  it('is open in time also when the database is slow, and filled later', async () => {
    await withSlack({ ports: { loadingAfterMs: 0 } }, async (world) => {
      const gate = Promise.withResolvers<void>();
      world.respond = async () => {
        await gate.promise;
        return opens(aDialog());
      };
      await pressDialog(world);
      const loading = await openView(world);
      expect(loading.callback_id).toBe('notice');
      gate.resolve();
      await until('the form', () => world.person.dialog?.()?.title === 'Complaint');
      expect(world.double.views.get(world.person.id)?.id).toBe(loading.id);
    });
  });

  it('says what it is about, and gives words that come of another choice another input', () => {
    const idsIn = (filled?: string) => {
      const text = aField({ name: 'text', type: 'text', ...(filled && { filled }) });
      const view = viewSchema.parse(
        renderDialog(aDialog([text], { about: 'Answer due today.\nReads English.' }), 'D1'),
      );
      expect(viewFault(view)).toBeUndefined();
      expect(view.blocks[0]).toMatchObject({
        type: 'context',
        elements: [{ text: 'Answer due today.\nReads English.' }],
      });
      return view.blocks.flatMap(({ element }) => element?.action_id ?? []);
    };
    expect(idsIn('a')).toEqual(idsIn('a'));
    expect(new Set([idsIn(), idsIn('a'), idsIn('b')].flat()).size).toBe(3);
  });

  it('that Slack opens no more is said in words', async () => {
    await withSlack({}, async (world) => {
      world.respond = () => opens(aDialog());
      world.double.order('views.open', { type: 'error', error: 'expired_trigger_id' });
      await pressDialog(world);
      await until('a word', () => world.person.screen().some(({ text }) => text.includes('took too long')));
    });
  });

  it('keeps to Slack’s limits, however long the form and its words', () => {
    const long = '& 很长的问题 '.repeat(900);
    const many = Array.from({ length: 250 }, (_, index) => ({ value: `v${index}`, label: `${long}${index}` }));
    const fields = Array.from({ length: 70 }, (_, index) =>
      aField({
        name: `f${index}`,
        ask: index === 0 ? '' : long,
        example: long,
        problem: long,
        type: (['line', 'text', 'choice', 'files'] as const)[index % 4] ?? 'line',
        value: index % 4 === 2 ? 'v3' : long,
        choices: index % 8 === 2 ? many : many.slice(0, index % 12),
        max: 9000,
      }),
    );
    for (const count of [0, 1, 30, 70]) {
      const view = renderDialog(aDialog(fields.slice(0, count), { title: long, submit: long }), 'D1');
      expect(viewFault(viewSchema.parse(view))).toBeUndefined();
      expect(view.blocks.filter(({ type }) => type === 'input')).toHaveLength(count);
    }
  });
});
