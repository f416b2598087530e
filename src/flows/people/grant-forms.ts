/** The forms by which an owner gives and takes rights. They are about one person, and show what is so now; the review is the preview. */
import { z } from 'zod';
import type { Json } from '../../core/decision.ts';
import type { Field, Form, Reading, Suggestion, Values } from '../../core/form/definition.ts';
import { answerOf } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { say, verbatim } from '../../core/message.ts';
import { CASE_KINDS } from '../../domain/case.ts';
import { DUTIES, grantsOf, type Person } from '../../domain/person.ts';
import { STANDINGS, standingOfPerson } from '../../domain/rights-change.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import { fold } from '../../recognition/fold.ts';
import { grant, revoke } from './granting.ts';

const isStaff = (values: Values): boolean => values.standing === 'named' || values.standing === 'member';

/** The one the form is about. It can't become another one half-way: the answers after it are that person's. */
const whoValue = z.object({ id: z.string(), name: z.string() });
const whoField: Field<z.infer<typeof whoValue>> = {
  label: 'grant.who',
  ask: 'grant.who.ask',
  schema: whoValue,
  async read(words, scope) {
    const known = whoValue.safeParse(scope.values.who).data;
    if (known) return fold(words) === fold(known.name) ? { value: known } : { problem: say('grant.who.fixed') };
    const person = await scope.reads.person(words);
    return person ? { value: { id: person.id, name: person.name ?? '–' } } : { problem: say('grant.who.fixed') };
  },
  show: ({ name }) => verbatim(name),
};

/** One of several answers of the same kind: what stands in those before it is not offered again. */
function oneOfSeveral<V extends string>(
  base: string,
  index: number,
  values: readonly V[],
  texts: { label: MessageKey; ask: MessageKey; skip: MessageKey; labelOf(value: V): MessageKey },
): Field<V> {
  const names = Array.from({ length: index }, (_, at) => `${base}${at + 1}`);
  const last = names.at(-1);
  const field = choiceField({
    ...texts,
    values,
    offered: (given) => values.filter((value) => names.every((name) => given[name] !== value)),
    when: (given) => isStaff(given) && (last === undefined || typeof given[last] === 'string'),
  });
  return field;
}

const DUTIES_MAX = 4;
const KINDS_MAX = 3;
const several = <V extends string>(base: string, count: number, make: (index: number) => Field<V>) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${base}${index + 1}`, make(index)]));

const dutyFields = several('duty', DUTIES_MAX, (index) =>
  oneOfSeveral('duty', index, DUTIES, {
    label: 'grant.duty',
    ask: index === 0 ? 'grant.duty.ask' : 'grant.duty.more',
    skip: 'grant.no-more',
    labelOf: (duty) => `duty.${duty}`,
  }),
);
const kindFields = several('kind', KINDS_MAX, (index) =>
  oneOfSeveral('kind', index, CASE_KINDS, {
    label: 'grant.kind',
    ask: index === 0 ? 'grant.kind.ask' : 'grant.kind.more',
    skip: index === 0 ? 'grant.all-kinds' : 'grant.no-more',
    labelOf: (kind) => `case.kind.${kind}`,
  }),
);

const BETWEEN = /[,，、;；\n]+/u;
const parts = (words: string): string[] => [
  ...new Set(
    words
      .split(BETWEEN)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];
const NEAREST = 6;

/** Regions as the stores have them. */
const regionsField: Field<string[]> = {
  label: 'grant.regions',
  ask: 'grant.regions.ask',
  skip: 'grant.everywhere',
  when: isStaff,
  schema: z.array(z.string()),
  async read(words, { reads }): Promise<Reading<string[]>> {
    const regions = [...new Set((await reads.outlets()).map(({ region }) => region))].filter((region) => region !== '');
    const found = parts(words).map((part) => regions.find((region) => fold(region) === fold(part)));
    if (found.length > 0 && found.every((region) => region !== undefined)) return { value: found };
    const suggestions = regions
      .slice(0, NEAREST)
      .map((region): Suggestion => ({ value: region, label: verbatimOf(region) }));
    return { problem: say('grant.regions.unknown'), suggestions };
  },
  show: (regions) => ({ list: regions.map(verbatim) }),
};

const verbatimOf = (words: string): { verbatim: string } => ({ verbatim: words });

const outletValue = z.object({ id: z.string(), code: z.string(), name: z.string() });
/** Stores by their code, several with commas between. */
const storesField: Field<z.infer<typeof outletValue>[]> = {
  label: 'grant.stores',
  ask: 'grant.stores.ask',
  skip: 'grant.no-stores',
  schema: z.array(outletValue),
  async read(words, { reads }) {
    const outlets = await reads.outlets();
    const found = parts(words).map((part) => outlets.find(({ code }) => fold(code) === fold(part)));
    const known = found.flatMap((outlet) => outlet ?? []);
    if (known.length > 0 && known.length === found.length)
      return { value: known.map(({ id, code, name }) => ({ id, code, name })) };
    const wrong = parts(words).find((_, index) => found[index] === undefined) ?? '';
    return { problem: say('grant.stores.unknown', { code: verbatim(wrong) }) };
  },
  // The codes alone, since they are what is typed.
  show: (outlets) => verbatim(outlets.map(({ code }) => code).join(', ')),
};

const standingField = choiceField({
  label: 'grant.standing',
  ask: 'grant.standing.ask',
  values: STANDINGS,
  labelOf: (standing) => `grant.standing.${standing}`,
});
const ownerField = choiceField({
  label: 'grant.owner',
  ask: 'grant.owner.ask',
  values: ['no', 'yes'] as const,
  labelOf: (value) => `grant.owner.${value}`,
  when: ({ standing }) => standing === 'named',
});

const grantFields = {
  who: whoField,
  standing: standingField,
  owner: ownerField,
  ...dutyFields,
  ...kindFields,
  regions: regionsField,
  stores: storesField,
};

const chosen = (values: Values, base: string): Json[] =>
  Object.entries(values).flatMap(([name, value]) =>
    name.startsWith(base) && typeof value === 'string' ? [value] : [],
  );

export const grantForm: Form = {
  name: 'grant',
  version: 1,
  title: 'grant.title',
  fields: grantFields,
  submit: 'grant.submit',
  complete: ({ values, args, facts }, context) =>
    grant(
      args.person ?? '',
      {
        standing: answerOf(values, 'standing', standingField) ?? 'manager',
        owner: answerOf(values, 'owner', ownerField) === 'yes',
        duties: DUTIES.filter((duty) => chosen(values, 'duty').includes(duty)),
        kinds: CASE_KINDS.filter((kind) => chosen(values, 'kind').includes(kind)),
        regions: answerOf(values, 'regions', regionsField) ?? [],
        manages: (answerOf(values, 'stores', storesField) ?? []).map(({ id }) => id),
      },
      facts,
      context,
    ),
};

/** What someone has now, as the answers that the form begins with. What has none is asked, unless they have rights already. */
export function answersNow(person: Person, codes: readonly string[]): Record<string, string> {
  const { owner, duties, kinds, regions, since } = grantsOf(person);
  const known = since !== null || person.role === 'staff' || codes.length > 0;
  const standing = standingOfPerson(person);
  return {
    who: person.id,
    ...(known && { standing }),
    ...(known && standing === 'named' && { owner: owner ? 'yes' : 'no' }),
    ...Object.fromEntries(duties.slice(0, DUTIES_MAX).map((duty, index) => [`duty${index + 1}`, duty])),
    ...Object.fromEntries(kinds.slice(0, KINDS_MAX).map((kind, index) => [`kind${index + 1}`, kind])),
    ...(regions.length > 0 && { regions: regions.join(', ') }),
    ...(codes.length > 0 && { stores: codes.join(', ') }),
  };
}

const revokeFields = {
  who: whoField,
  why: textField({ label: 'revoke.why', ask: 'revoke.why.ask', skip: 'revoke.why.skip', max: 200 }),
};

export const revokeForm: Form = {
  name: 'revoke',
  version: 1,
  title: 'revoke.title',
  fields: revokeFields,
  submit: 'revoke.submit',
  complete: ({ values, args, facts }, context) =>
    revoke(args.person ?? '', answerOf(values, 'why', revokeFields.why) ?? '', facts, context),
};

export const GRANT_FORMS: readonly Form[] = [grantForm, revokeForm];
