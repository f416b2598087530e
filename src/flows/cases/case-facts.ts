/** Which answers a case has, by its kind: the fields of the form by which it was reported. */

import type { Field, Fields } from '../../core/form/definition.ts';
import type { Reply } from '../../core/message.ts';
import { say, verbatim } from '../../core/message.ts';
import type { Case, CaseKind } from '../../domain/case.ts';
import { disputeFields } from '../hearing/dispute-fields.ts';
import { complaintFields } from '../kinds/complaint-fields.ts';
import { damageFields } from '../kinds/damage-fields.ts';
import { praiseFields } from '../kinds/praise-fields.ts';
import { serviceFields } from '../kinds/service-fields.ts';
import { suggestionFields } from '../kinds/suggestion-fields.ts';

/** Kinds that are not here have the answers of the form in which a person was asked for, a complaint's unless it is named. */
const FIELDS_OF: Readonly<Partial<Record<CaseKind, Fields>>> = {
  complaint: complaintFields,
  suggestion: suggestionFields,
  praise: praiseFields,
  damage: damageFields,
  service: serviceFields,
  dispute: disputeFields,
};

const isKind = (name: unknown): name is CaseKind => typeof name === 'string' && Object.hasOwn(FIELDS_OF, name);

const fieldsOfCase = ({ kind, facts }: Case): Fields =>
  FIELDS_OF[kind] ?? (isKind(facts.form) ? FIELDS_OF[facts.form] : undefined) ?? complaintFields;

/** Label and answer of each; what a field can't read any more is left out. */
export function factsOfCase(current: Case): NonNullable<Reply['facts']> {
  const { brand } = current.facts;
  const about = typeof brand === 'string' ? [{ label: say('policy.brand'), value: verbatim(brand) }] : [];
  return [...about, ...answersOfCase(current)];
}

function answersOfCase(current: Case): NonNullable<Reply['facts']> {
  return Object.entries<Field>(fieldsOfCase(current)).flatMap(([name, field]) => {
    const value = field.schema.safeParse(current.facts[name]);
    return value.success ? [{ label: say(field.label), value: field.show(value.data) }] : [];
  });
}
