/** Reporting a dispute with another franchisee (F40): what, where, when, with evidence; whether the other side may know who reported it. */
import type { Context, Effect } from '../core/flow.ts';
import { answerOf, type Form } from '../core/form/definition.ts';
import { say } from '../core/message.ts';
import { underCard } from './case-card.ts';
import { disputeFields } from './dispute-fields.ts';
import { openCase } from './opening.ts';

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
    const others = against ? await context.reads.managersOf(against.id) : [];
    const respondents = others.filter(({ id }) => id !== context.person?.id);
    const opened = await openCase(
      {
        kind: 'dispute',
        words: filled.opening.trim() === '' ? what : filled.opening,
        facts: { ...values },
        outletId: answerOf(values, 'outlet', disputeFields.outlet)?.id ?? null,
        // A member of staff who has the other store as well must not read at the desk who reported it.
        ...(respondents.length > 0 && {
          aboutIds: respondents.map(({ id }) => id),
          confidential: respondents.some(({ role }) => role === 'staff'),
        }),
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
