/** Recording goods that a shopper damaged (F10): word at once if someone is hurt, a responsibility to confirm, and the prevention list. */
import type { Context, Effect } from '../../core/flow.ts';
import { answerOf, type Form, type Values } from '../../core/form/definition.ts';
import { type Reply, say, type Text } from '../../core/message.ts';
import { isAgreed } from '../../domain/case.ts';
import { preventionFor, proposeResponsibility } from '../../domain/damage.ts';
import { emergencyNumber } from '../../domain/emergency.ts';
import { grantsOf } from '../../domain/person.ts';
import { personText } from '../cases/case-card.ts';
import { openCase, wordsOf } from '../cases/opening.ts';
import { rememberPhone } from './contact.ts';
import { damageFactsOf, FACTS, damageFields as fields } from './damage-fields.ts';

export const damageForm: Form = {
  name: 'damage',
  version: 1,
  title: 'damage.title',
  fields,
  opening: 'how',
  submit: 'complaint.submit',
  async meanwhile(brought, { values }, context) {
    const told = brought.hurt === 'yes' ? await someoneHurt(values, context) : { replies: [], effects: [] };
    return { ...told, replies: [...told.replies, ...proposal(brought, values)] };
  },
  async complete(filled, context) {
    const { values } = filled;
    const hurt = answerOf(values, 'hurt', fields.hurt) === 'yes';
    const opened = await openCase(
      {
        kind: 'damage',
        words: wordsOf(filled, 'how'),
        facts: { ...values },
        outletId: answerOf(values, 'outlet', fields.outlet)?.id ?? null,
        intake: 'chat',
        urgent: hurt,
        ...(hurt && { told: 'desk.told.hurt.filed' as const }),
      },
      context,
    );
    const { number, dueAt } = opened.case;
    const due = { instant: dueAt, zone: context.person?.zone ?? context.zone };
    // However it was settled, the one who was hurt is called about.
    const filed = hurt ? 'damage.filed.hurt' : isAgreed(opened.case) ? 'damage.filed.agreed' : 'damage.filed';
    return {
      replies: [{ text: say(filed, { number, due }) }, { text: prevention(values) }],
      effects: [...opened.effects, ...rememberPhone(values, context)],
    };
  },
};

/** The person first: advice at once, and headquarters hears before the form goes on. */
async function someoneHurt(values: Values, context: Context): Promise<{ replies: Reply[]; effects: Effect[] }> {
  const { person, reads, zone } = context;
  const named = answerOf(values, 'outlet', fields.outlet);
  const own = person ? grantsOf(person).manages : [];
  const outlet = named ?? (await reads.outlets()).find(({ id }) => own.includes(id));
  const number = emergencyNumber(outlet?.zone ?? person?.zone ?? zone);
  const reporter = personText(person?.name ?? null, person?.phone ?? null);
  const where: Text = outlet ? { verbatim: `${outlet.name} (${outlet.code})` } : say('damage.hurt.where-unknown');
  return {
    replies: [{ text: number ? say('damage.hurt.advice', { number }) : say('damage.hurt.advice.no-number') }],
    effects: [{ type: 'post', to: 'desk', reply: { text: say('desk.told.hurt', { name: reporter, outlet: where }) } }],
  };
}

/** Once everything was asked that it follows from, and again when that is changed. */
function proposal(brought: Values, values: Values): Reply[] {
  const complete = FACTS.every((name) => values[name] !== undefined);
  if (!complete || !FACTS.some((name) => brought[name] !== undefined)) return [];
  const { responsibility, reasons } = proposeResponsibility(damageFactsOf(values));
  return [
    {
      text: say('damage.proposal', {
        responsibility: say(`damage.responsibility.${responsibility}`),
        reasons: { list: reasons.map((reason) => say(`damage.why.${reason}`)) },
      }),
    },
  ];
}

function prevention(values: Values): Text {
  const { fitting, others } = preventionFor(damageFactsOf(values));
  const points = (list: typeof fitting) => list.map((point) => say(`damage.prevention.${point}`));
  return {
    lines: [
      say('damage.prevention'),
      ...points(fitting),
      ...(fitting.length > 0 && others.length > 0 ? [say('damage.prevention.also')] : []),
      ...points(others),
    ],
  };
}
