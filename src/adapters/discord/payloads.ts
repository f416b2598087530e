/** What messages and interactions of Discord have in common. Whatever does not look as documented is undefined; nothing here may throw. */
import { z } from 'zod';
import { type FileRef, mendText } from '../../core/event.ts';
import { idOf } from '../../core/ids.ts';

export const CHANNEL = 'discord';

/** A person as Discord names them. */
export interface User {
  id: string;
  name: string;
  locale: string | undefined;
}

export const snowflake = z.string().regex(/^\d{1,20}$/);
export const optional = z.string().optional().catch(undefined);
export const optionalId = snowflake.optional().catch(undefined);

export const user = z.object({
  id: snowflake,
  username: z.string().catch(''),
  global_name: z.string().nullish().catch(undefined),
  bot: z.boolean().optional().catch(undefined),
  system: z.boolean().optional().catch(undefined),
});

const attachment = z.object({
  id: snowflake,
  filename: z.string().catch(''),
  title: optional,
  content_type: optional,
  size: z.number().int().nonnegative().nullable().catch(null),
  url: z.string().catch(''),
});

export const list = z.array(z.unknown()).catch([]);

export const body = z.object({ content: z.string().catch(''), attachments: list, sticker_items: list });

export function userOf(
  { id, username, global_name }: z.infer<typeof user>,
  nick?: string | null,
): Omit<User, 'locale'> {
  return { id, name: mendText(nick || global_name || username) };
}

/** Words as their writer saw them. The bot's own mention only says whom they are for. */
export function readText(content: string, botId: string, people: readonly z.infer<typeof user>[] = []): string {
  return mendText(content)
    .replaceAll(new RegExp(`<@!?${botId}>`, 'g'), ' ')
    .replaceAll(/<@!?(\d+)>/g, (whole, id: string) => {
      const found = people.find((one) => one.id === id);
      return found ? `@${userOf(found).name}` : whole;
    })
    .replaceAll(/<a?(:\w+:)\d+>/g, '$1')
    .trim();
}

export function fileOf(given: unknown, at: { id: string; channel_id: string } | undefined): FileRef | undefined {
  const parsed = attachment.safeParse(given).data;
  if (!parsed) return undefined;
  const { id, filename, title, content_type: type = '', size, url } = parsed;
  const ending = /\.\w{1,8}$/.exec(filename)?.[0] ?? '';
  return {
    id: idOf('file', CHANNEL, id),
    // The file's name has lost all letters but Latin ones; what it was called stands in the title.
    name: mendText(title === undefined || title === '' ? filename : `${title}${ending}`),
    type: mendText(type),
    size,
    // Addresses of files lapse within a day; a message gives out fresh ones.
    source: at ? `message:${at.channel_id}/${at.id}/${id}` : `url:${mendText(url)}`,
  };
}

/** topics/reference#snowflakes: the time is in the id. */
export function timeOf(id: string): string {
  const ms = Number(BigInt(id) >> 22n) + 1_420_070_400_000;
  return new Date(Math.min(ms, 8.64e15)).toISOString();
}

/** reference#locales. */
export function languageOf(locale: string | undefined): 'zh-Hans' | 'zh-Hant' | 'en' | undefined {
  if (locale === undefined) return undefined;
  if (/^zh-(?:Hant|TW|HK|MO)/i.test(locale)) return 'zh-Hant';
  if (/^zh/i.test(locale)) return 'zh-Hans';
  return /^en/i.test(locale) ? 'en' : undefined;
}
