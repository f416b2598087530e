/** A message → what a person said; undefined for what no person did. */
import { z } from 'zod';
import type { Input } from '../../core/event.ts';
import { body, fileOf, list, optional, optionalId, readText, snowflake, type User, user, userOf } from './payloads.ts';

/** A message that may be for the bot. */
export interface HeardMessage {
  id: string;
  channelId: string;
  direct: boolean;
  user: User;
  /** It is a direct message, mentions the bot, or answers one of its messages. */
  forUs: boolean;
  input: Input;
}

const message = body.extend({
  id: snowflake,
  channel_id: snowflake,
  guild_id: optional,
  type: z.number().catch(0),
  author: user,
  webhook_id: optional,
  member: z
    .object({ nick: z.string().nullish().catch(undefined) })
    .optional()
    .catch(undefined),
  mentions: list,
  poll: z.unknown().optional(),
  message_reference: z
    .object({ type: z.number().catch(0), message_id: optionalId })
    .optional()
    .catch(undefined),
  message_snapshots: z.array(z.object({ message: body })).catch([]),
  referenced_message: z.object({ author: user }).nullish().catch(undefined),
});

/** What people say; the other kinds tell of joins, pins and the like (resources/message#message-object-message-types). */
const SPOKEN = new Set([0, 19]);

/** `direct`: undefined when the message itself tells, which one that was fetched does not. */
export function parseMessage(given: unknown, botId: string, direct?: boolean): HeardMessage | undefined {
  const parsed = message.safeParse(given).data;
  if (!parsed || parsed.author.bot || parsed.author.system || parsed.webhook_id !== undefined) return undefined;
  if (!SPOKEN.has(parsed.type)) return undefined;
  const mentions = parsed.mentions.flatMap((one) => user.safeParse(one).data ?? []);
  // In a server it always has a member, too.
  const isDirect = direct ?? (parsed.guild_id === undefined && parsed.member === undefined);
  const forUs = isDirect || mentions.some(({ id }) => id === botId) || parsed.referenced_message?.author.id === botId;
  const bodies = [parsed, ...parsed.message_snapshots.map((one) => one.message)];
  const text = bodies
    .map(({ content }) => readText(content, botId, mentions))
    .join('\n')
    .trim();
  const files = bodies.flatMap(({ attachments }) => attachments.flatMap((one) => fileOf(one, parsed) ?? []));
  const unsupported = [
    ...bodies.flatMap(({ sticker_items }) => (sticker_items.length > 0 ? ['sticker'] : [])),
    ...(parsed.poll ? ['poll'] : []),
  ];
  const reference = parsed.message_reference;
  const under = reference?.type === 0 ? reference.message_id : undefined;
  const command = files.length === 0 ? commandIn(text) : undefined;
  return {
    id: parsed.id,
    channelId: parsed.channel_id,
    direct: isDirect,
    user: { ...userOf(parsed.author, parsed.member?.nick), locale: undefined },
    forUs,
    input: command ?? {
      type: 'message',
      text,
      ...(files.length > 0 && { files }),
      ...(unsupported.length > 0 && { unsupported }),
      ...(under !== undefined && { under }),
    },
  };
}

/** Discord's app shows a line with a slash as a command only where it knows one; the others arrive as text. */
function commandIn(text: string): Input | undefined {
  const { word, rest = '' } = /^[/／](?<word>[a-z][a-z-]{0,31})(?:\s+(?<rest>[\s\S]*))?$/iu.exec(text)?.groups ?? {};
  return word === undefined ? undefined : { type: 'command', name: word.toLowerCase(), text: rest };
}
