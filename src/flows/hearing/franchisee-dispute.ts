/** Reporting a dispute with another franchisee (F40): what, where, when, with evidence; whether the other side may know who reported it. */
import type { Context, Effect } from '../../core/flow.ts';
import { answerOf, type Form, type Values } from '../../core/form/definition.ts';
import { say } from '../../core/message.ts';
import { underCard } from '../cases/case-card.ts';
import { type NewCase, openCase } from '../cases/opening.ts';
import { disputeFields } from './dispute-fields.ts';

/** F24: reports by several people about one customer within so long are a warning sign. The figures are ours. */
const WARNING_MS = 180 * 24 * 3_600_000;
const WARNING_PEOPLE = 2;

export const franchiseeDisputeForm: Form = {
  name: 'franchisee-dispute',
  version: 1,
  title: 'hearing.title',
  fields: disputeFields,
  opening: 'what',
  submit: 'hearing.submit',
  async complete(filled, context) {
    const { values } = filled;
    const what = answerOf(values, 'what', disputeFields.what) ?? '';
    const against = answerOf(values, 'against', disputeFields.against);
    const opened = await openCase(
      {
        kind: 'dispute',
        words: filled.opening.trim() === '' ? what : filled.opening,
        facts: { ...values },
        outletId: answerOf(values, 'outlet', disputeFields.outlet)?.id ?? null,
        ...(await otherSide(values, context)),
      },
      context,
    );
    const { number, dueAt } = opened.case;
    const due = { instant: dueAt, zone: context.person?.zone ?? context.zone };
    const hidden = answerOf(values, 'showName', disputeFields.showName) === 'yes' ? 'no' : 'yes';
    const phone = answerOf(values, 'phone', disputeFields.phone);
    const { person } = context;
    return {
      replies: [{ text: say('hearing.filed', { number, due, hidden }) }],
      effects: [
        ...opened.effects,
        ...(against ? await warning(against.id, against.name, opened.case, context) : []),
        ...(person && phone && person.phone !== phone
          ? [{ type: 'person' as const, person: { ...person, phone } }]
          : []),
      ],
    };
  },
};

/** Who has the other store; also of a report that is not sent in yet. Whoever of them is staff must not read at the desk who reported it. */
export async function otherSide(
  values: Values,
  { person, reads }: Context,
): Promise<Pick<NewCase, 'aboutIds' | 'confidential'>> {
  const against = answerOf(values, 'against', disputeFields.against);
  const others = (against ? await reads.managersOf(against.id) : []).filter(({ id }) => id !== person?.id);
  if (others.length === 0) return {};
  return { aboutIds: others.map(({ id }) => id), confidential: others.some(({ role }) => role === 'staff') };
}

/** Counts what was reported before this one. */
async function warning(
  outletId: string,
  outlet: string,
  opened: Parameters<typeof underCard>[0],
  { now, person, reads }: Context,
): Promise<Effect[]> {
  const since = new Date(Date.parse(now) - WARNING_MS).toISOString();
  const { people, cases } = await reads.disputesAgainst(outletId, since);
  if (!person || people < WARNING_PEOPLE) return [];
  const text = say('hearing.told.warning', { number: opened.number, outlet, people, cases });
  return [{ type: 'post', to: 'desk', reply: underCard(opened, { text }) }];
}
