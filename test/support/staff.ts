/** People of headquarters and stores with what they are entrusted with, each in a chat of their own. */
import { type Grants, NO_GRANTS, type Role } from '../../src/domain/person.ts';
import type { Chat, Speaker } from './flows.ts';

/** Lets someone be what they are, as if an owner had said so. */
export async function entrust(
  chat: Chat,
  person: Speaker,
  grants: Partial<Grants>,
  role: Role = 'staff',
): Promise<Speaker> {
  const given = JSON.stringify({ ...NO_GRANTS, ...grants });
  await chat.sql(
    `update person set role = '${role}', grants = '${given}', language = 'en' where id = '${person.personId}'`,
  );
  return person;
}

/** Someone new, who has written with the bot by themselves once. */
export async function aColleague(
  chat: Chat,
  displayName: string,
  grants: Partial<Grants>,
  role: Role = 'staff',
): Promise<Speaker> {
  const person = chat.stranger(displayName.toLowerCase(), { displayName, hint: 'en' });
  // What only asks leaves nobody behind.
  await person.says('/language English');
  return await entrust(chat, person, grants, role);
}
