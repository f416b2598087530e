/** Passing praise on (F09): to the store's manager, who reads it out at the next meeting, and to the one whom it is for. */
import type { Context, Effect } from '../../core/flow.ts';
import { answerOf, type Form } from '../../core/form/definition.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import { namesakesOf } from '../../domain/praise.ts';
import { caseButtonId, underCard } from '../cases/case-card.ts';
import { openCase, wordsOf } from '../cases/opening.ts';
import { praiseFields as fields } from './praise-fields.ts';

export const praiseForm: Form = {
  name: 'praise',
  version: 1,
  title: 'praise.title',
  fields,
  opening: 'what',
  submit: 'praise.submit',
  async complete(filled, context) {
    const { values } = filled;
    const opened = await openCase(
      {
        kind: 'praise',
        words: wordsOf(filled, 'what'),
        facts: { ...values },
        outletId: answerOf(values, 'outlet', fields.outlet)?.id ?? null,
        intake: 'chat',
      },
      context,
    );
    const replies: Reply[] = [{ text: say('praise.filed', { number: opened.case.number }) }];
    return { replies, effects: [...opened.effects, ...(await passOn(opened.case, context))] };
  },
};

/** What the manager's message is called in their thread, so that its button goes once it was read out. */
export const praiseName = ({ id }: Case): string => `praise ${id}`;

async function passOn(opened: Case, { reads }: Context): Promise<Effect[]> {
  const { facts, outletId } = opened;
  const managers = outletId ? await reads.managersOf(outletId) : [];
  const who = answerOf({ who: asName(facts.who) }, 'who', fields.who);
  const [praised, ...others] = who ? namesakesOf(who, [...(await reads.staff()), ...managers]) : [];
  const known = praised && others.length === 0 ? praised : undefined;
  const heard = known
    ? say('praise.told.known', { name: verbatim(known.name ?? '') })
    : who
      ? say('praise.told.pass-on', { name: verbatim(who) })
      : say('praise.told.somebody');
  const reached = await reachable(managers, reads);
  return [
    ...managers.map(
      (manager): Effect => ({ type: 'post', to: 'person', personId: manager.id, reply: toReadOut(opened, heard) }),
    ),
    ...(reached ? [] : [toDesk(opened, { lines: [say('desk.told.praise', { number: opened.number }), heard] })]),
    ...(known ? [{ type: 'post' as const, to: 'person' as const, personId: known.id, reply: toPraised(opened) }] : []),
  ];
}

const asName = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Whether at least one of them has a place where the bot can write to them. */
async function reachable(managers: readonly Person[], reads: Context['reads']): Promise<boolean> {
  for (const { id } of managers) if (await reads.directThread(id, [])) return true;
  return false;
}

const toDesk = (opened: Case, text: Text): Effect => ({ type: 'post', to: 'desk', reply: underCard(opened, { text }) });

export const toReadOut = (opened: Case, heard?: Text): Reply => ({
  text: {
    lines: [
      say('praise.told.manager', { number: opened.number, text: verbatim(opened.words) }),
      ...(heard ? [heard] : []),
    ],
  },
  name: praiseName(opened),
  buttons: [{ id: caseButtonId(opened, 'readout'), label: say('card.button.readout'), style: 'primary' }],
});

const toPraised = ({ words }: Case): Reply => ({ text: say('praise.told.you', { text: verbatim(words) }) });
