/**
 * The parts of Telegram's updates that are read, as schemas: https://core.telegram.org/bots/api#update. All else is passed over, and what
 * may be missing may also be null or odd: servers other than Telegram's own differ in such things, and the rest must not be lost with it.
 */
import { z } from 'zod';

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const text = optional(z.string());
const number = optional(z.number());

const user = z.object({
  id: z.number(),
  is_bot: z.boolean().catch(false),
  first_name: z.string().catch(''),
  last_name: text,
  language_code: text,
});
export type TelegramUser = z.infer<typeof user>;

const chat = z.object({ id: z.number(), type: z.string() });
export type TelegramChat = z.infer<typeof chat>;

const file = z.object({
  /** Empty: it can't be had. */
  file_id: z.string().catch(''),
  file_unique_id: text,
  file_size: number,
  file_name: text,
  mime_type: text,
});
export type TelegramFile = z.infer<typeof file>;

const entity = z.object({ type: z.string(), user: optional(user) });

const topic = { message_thread_id: number, is_topic_message: optional(z.boolean()) };

/** Further kinds of content stay as they came: only their names are looked at. */
const message = z.looseObject({
  message_id: z.number(),
  ...topic,
  from: optional(user),
  date: z.number().catch(0),
  chat,
  reply_to_message: optional(z.object({ message_id: z.number(), from: optional(user) })),
  media_group_id: text,
  text,
  caption: text,
  entities: optional(z.array(entity)),
  caption_entities: optional(z.array(entity)),
  photo: optional(z.array(file.extend({ width: z.number().catch(0), height: z.number().catch(0) }))),
  document: optional(file),
  video: optional(file),
  animation: optional(file),
  audio: optional(file),
  voice: optional(file),
  video_note: optional(file),
  contact: optional(z.object({ phone_number: z.string() })),
  migrate_to_chat_id: number,
  migrate_from_chat_id: number,
});
export type TelegramMessage = z.infer<typeof message>;

const callbackQuery = z.object({
  id: z.string(),
  from: user,
  /** Without its content when the message is old. */
  message: optional(z.object({ message_id: z.number(), ...topic, chat })),
  data: text,
});
export type TelegramCallbackQuery = z.infer<typeof callbackQuery>;

const memberUpdate = z.object({ new_chat_member: z.object({ status: z.string() }) });

export const updateSchema = z.object({
  update_id: z.int(),
  message: message.nullish(),
  callback_query: callbackQuery.nullish(),
  my_chat_member: optional(memberUpdate),
});
export type TelegramUpdate = z.infer<typeof updateSchema>;

/** Enough to confirm an update whose rest can't be read. */
export const updateIdSchema = z.object({ update_id: z.int() });
