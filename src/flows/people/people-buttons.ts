/** The buttons about people: who is meant, and what with. Their ids are as untrusted as words. */

/** How they begin. */
export const PEOPLE_BUTTON = 'p';

/** What someone is chosen for. */
export type ChosenAct = 'grant' | 'revoke' | 'contact';
const ACTS: Readonly<Record<string, ChosenAct>> = { g: 'grant', r: 'revoke', c: 'contact' };

export const chooseButtonId = (act: ChosenAct, personId: string): string =>
  `${PEOPLE_BUTTON}:${act.charAt(0)}:${personId}`;

export type PeopleButton =
  | { act: ChosenAct; personId: string }
  | { act: 'link'; codeId: string; yes: boolean }
  | { act: 'unlink'; seq: number }
  | { act: 'join'; numbers: string; seq: number }
  | { act: 'duty'; on: boolean }
  | { act: 'audit'; page: number; until: string; personId: string | undefined };

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PERSON = new RegExp(`^p:([grc]):(${UUID})$`);
const LINK = new RegExp(`^p:(y|n):(${UUID})$`);
const AUDIT = new RegExp(`^p:a:(\\d{1,4}):([0-9a-z]{1,9})(?::(${UUID}))?$`);

export function parsePeopleButton(id: string): PeopleButton | undefined {
  const [, verb = '', personId] = PERSON.exec(id) ?? [];
  const chosen = ACTS[verb];
  if (personId && chosen) return { act: chosen, personId };
  const [, answer, codeId] = LINK.exec(id) ?? [];
  if (codeId) return { act: 'link', codeId, yes: answer === 'y' };
  const [, seq] = /^p:u:(\d{1,12})$/.exec(id) ?? [];
  if (seq) return { act: 'unlink', seq: Number(seq) };
  const [, first, second, at] = /^p:j:(C-\d{1,12}):(C-\d{1,12}):(\d{1,12})$/.exec(id) ?? [];
  if (first && second && at) return { act: 'join', numbers: `${first} ${second}`, seq: Number(at) };
  const [, on] = /^p:d:(on|off)$/.exec(id) ?? [];
  if (on) return { act: 'duty', on: on === 'on' };
  const [, page, until, whose] = AUDIT.exec(id) ?? [];
  if (page && until)
    return {
      act: 'audit',
      page: Number(page),
      until: new Date(Number.parseInt(until, 36)).toISOString(),
      personId: whose,
    };
  return undefined;
}
