/** The parts of Telegram's updates that are read, as schemas: https://core.telegram.org/bots/api#update. All else is passed over. */
import { z } from 'zod';

const user = z.object({
  id: z.number(),
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});
export type TelegramUser = z.infer<typeof user>;

const chat = z.object({ id: z.number(), type: z.string() });
export type TelegramChat = z.infer<typeof chat>;

const file = z.object({
  file_id: z.string(),
  file_unique_id: z.string(),
  file_size: z.number().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
});
export type TelegramFile = z.infer<typeof file>;

const entity = z.object({
  type: z.string(),
  offset: z.number(),
  length: z.number(),
  user: user.optional(),
});

/** Further kinds of content stay as they came: only their names are looked at. */
const message = z.looseObject({
  message_id: z.number(),
  message_thread_id: z.number().optional(),
  is_topic_message: z.boolean().optional(),
  from: user.optional(),
  date: z.number().default(0),
  chat,
  reply_to_message: z.object({ message_id: z.number(), from: user.optional() }).optional(),
  media_group_id: z.string().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entity).optional(),
  caption_entities: z.array(entity).optional(),
  photo: z.array(file.extend({ width: z.number().default(0), height: z.number().default(0) })).optional(),
  document: file.optional(),
  video: file.optional(),
  animation: file.optional(),
  audio: file.optional(),
  voice: file.optional(),
  video_note: file.optional(),
  contact: z.object({ phone_number: z.string() }).optional(),
  migrate_to_chat_id: z.number().optional(),
});
export type TelegramMessage = z.infer<typeof message>;

const callbackQuery = z.object({
  id: z.string(),
  from: user,
  /** Without its content when the message is old. */
  message: z
    .object({
      message_id: z.number(),
      message_thread_id: z.number().optional(),
      is_topic_message: z.boolean().optional(),
      chat,
    })
    .optional(),
  data: z.string().optional(),
});
export type TelegramCallbackQuery = z.infer<typeof callbackQuery>;

const memberUpdate = z.object({
  chat,
  from: user,
  new_chat_member: z.object({ status: z.string() }),
});

export const updateSchema = z.object({
  update_id: z.number(),
  message: message.optional(),
  callback_query: callbackQuery.optional(),
  my_chat_member: memberUpdate.optional(),
});
export type TelegramUpdate = z.infer<typeof updateSchema>;

/** Enough to confirm an update whose rest can't be read. */
export const updateIdSchema = z.object({ update_id: z.number() });
