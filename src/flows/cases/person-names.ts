/** How people are called where someone must know who is meant: their name, and the chats that they write from. */
import type { Context } from '../../core/flow.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import type { Person } from '../../domain/person.ts';

export const nameOf = ({ name }: Pick<Person, 'name'>): Text => (name ? verbatim(name) : say('person.unnamed'));

/** `Ada (telegram: Ada L., slack: ada)`. */
export async function fullName(person: Person, { reads }: Context): Promise<Text> {
  const accounts = await reads.accountsOf(person.id);
  const places = accounts.map(({ channel, displayName }): Text => verbatim(`${channel}: ${displayName || '–'}`));
  return places.length === 0
    ? nameOf(person)
    : say('person.with-accounts', { name: nameOf(person), accounts: { list: places } });
}
