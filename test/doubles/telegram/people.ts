/** What people do in Telegram, as the updates that it makes of it. Written by hand after the documentation of the Bot API. */
import { BOT, type TelegramServer } from './server.ts';

type Json = Record<string, unknown>;

export interface TelegramPerson {
  id: number;
  is_bot: false;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface Chat {
  id: number;
  type: 'private' | 'group' | 'supergroup';
}

export const aPerson = (id: number, first_name: string, more: Partial<TelegramPerson> = {}): TelegramPerson => ({
  id,
  is_bot: false,
  first_name,
  ...more,
});

export const privateChat = ({ id, first_name }: TelegramPerson): Chat & Json => ({ id, type: 'private', first_name });
export const aGroup = (id = -4567): Chat & Json => ({ id, type: 'group', title: 'Stores of the north' });

let callbacks = 0;

/** A message of a person as Telegram hands it to the bot. */
export function aMessage(server: TelegramServer, from: TelegramPerson, chat: Chat, content: Json): Json {
  return {
    message_id: server.nextMessageId(),
    from,
    chat,
    date: 1_773_806_400,
    ...content,
    ...('text' in content && { entities: content.entities ?? commandEntities(String(content.text)) }),
  };
}

function commandEntities(text: string): Json[] {
  const command = /^\/\w+(?:@\w+)?/.exec(text)?.[0];
  return command ? [{ type: 'bot_command', offset: 0, length: command.length }] : [];
}

export function says(server: TelegramServer, from: TelegramPerson, text: string, chat: Chat = privateChat(from)): void {
  server.push({ message: aMessage(server, from, chat, { text }) });
}

export function presses(
  server: TelegramServer,
  from: TelegramPerson,
  data: string,
  message: { id: number; chat?: Chat },
): void {
  callbacks += 1;
  const chat = message.chat ?? privateChat(from);
  server.push({
    callback_query: {
      id: `43980465${callbacks}`,
      from,
      message: { message_id: message.id, from: BOT, chat, date: 1_773_806_400, text: 'as it was' },
      chat_instance: '-3141592653589793',
      data,
    },
  });
}

/** A photo as Telegram describes it: the same one in several sizes. */
export const aPhoto = (id: string): Json => ({
  photo: [
    { file_id: `${id}-s`, file_unique_id: `u${id}s`, width: 90, height: 67, file_size: 1200 },
    { file_id: `${id}-l`, file_unique_id: `u${id}l`, width: 1280, height: 960, file_size: 187_000 },
    { file_id: `${id}-m`, file_unique_id: `u${id}m`, width: 320, height: 240, file_size: 19_000 },
  ],
});

export const aDocument = (id: string, name: string, type: string, size: number): Json => ({
  document: { file_id: id, file_unique_id: `u${id}`, file_name: name, mime_type: type, file_size: size },
});
