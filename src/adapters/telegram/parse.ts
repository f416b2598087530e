/** A native update → what its author did. Nothing that people send may throw here, and nothing is looked up. */
import { type Author, type FileRef, type Input, mendText } from '../../core/event.ts';
import { accountId, idOf } from '../../core/ids.ts';
import { isMenuCommand } from './commands.ts';
import type {
  TelegramCallbackQuery,
  TelegramChat,
  TelegramFile,
  TelegramMessage,
  TelegramUpdate,
  TelegramUser,
} from './update.ts';

export const CHANNEL = 'telegram';

export interface Bot {
  id: number;
  /** Without the @; empty while it is not known. */
  username: string;
}

/** One thing that someone did in a chat. */
export interface Act {
  type: 'act';
  /** The same for a repeat, whichever way it comes. */
  nativeId: string;
  chatId: string;
  /** The topic of a forum that it belongs to. */
  topic: string | undefined;
  author: Author;
  /** ISO 8601. */
  at: string;
  input: Input;
  /** It is meant for the bot. In groups much is not; of an album one part is enough. */
  heard: boolean;
  album: { id: string; messageId: number } | undefined;
  /** A pressed button, to be told that it was noticed. */
  callbackId: string | undefined;
}

export type Parsed =
  | Act
  /** A group has become a supergroup, which has another id. Said in both, `chatId` is where. */
  | { type: 'moved'; chatId: string; from: string; to: string }
  | { type: 'nothing'; why: string };

const nothing = (why: string): Parsed => ({ type: 'nothing', why });

export function parseUpdate(update: TelegramUpdate, bot: Bot): Parsed {
  if (update.callback_query) return parseCallback(update.callback_query);
  if (update.message) return parseMessage(update.message, bot);
  if (update.my_chat_member) return nothing(`membership: ${update.my_chat_member.new_chat_member.status}`);
  return nothing('a kind of update that was not asked for');
}

function parseCallback({ id, from, message, data }: TelegramCallbackQuery): Parsed {
  if (!message || data === undefined || !isPlace(message.chat)) return nothing('a button without a message or data');
  return {
    type: 'act',
    nativeId: `callback:${id}`,
    chatId: String(message.chat.id),
    topic: topicOf(message),
    author: authorOf(from),
    at: new Date().toISOString(),
    input: { type: 'action', id: mendText(data) },
    heard: true,
    album: undefined,
    callbackId: id,
  };
}

function parseMessage(message: TelegramMessage, bot: Bot): Parsed {
  const { chat, from, message_id: messageId } = message;
  const { migrate_to_chat_id: to, migrate_from_chat_id: before } = message;
  const chatId = String(chat.id);
  if (to !== undefined) return { type: 'moved', chatId, from: chatId, to: String(to) };
  if (before !== undefined) return { type: 'moved', chatId, from: String(before), to: chatId };
  if (!isPlace(chat)) return nothing(`a chat of type ${chat.type}`);
  if (!from || from.is_bot) return nothing('not from a person');
  const said = inputOf(message, bot);
  if (!said) return nothing('a service message');
  return {
    type: 'act',
    nativeId: `${chat.id}:${messageId}`,
    chatId: String(chat.id),
    topic: topicOf(message),
    author: authorOf(from),
    at: timeOf(message.date),
    ...said,
    album: message.media_group_id === undefined ? undefined : { id: message.media_group_id, messageId },
    callbackId: undefined,
  };
}

/** Unix time, in seconds, → ISO 8601. */
function timeOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

const isPrivate = (chat: TelegramChat): boolean => chat.type === 'private';
/** Channels are read by many and written to by nobody in particular. */
const isPlace = (chat: TelegramChat): boolean => ['private', 'group', 'supergroup'].includes(chat.type);

const topicOf = (message: Pick<TelegramMessage, 'is_topic_message' | 'message_thread_id'>): string | undefined =>
  message.is_topic_message && message.message_thread_id !== undefined ? String(message.message_thread_id) : undefined;

function authorOf(user: TelegramUser): Author {
  const userId = String(user.id);
  const hint = hintOf(user.language_code);
  return {
    accountId: accountId(CHANNEL, '', userId),
    channel: CHANNEL,
    workspace: '',
    userId,
    displayName: mendText([user.first_name, user.last_name ?? ''].join(' ').trim()) || userId,
    ...(hint && { languageHint: hint }),
  };
}

/** An IETF tag of the person's app, such as `zh-hans`, `zh-TW` or `en-GB`; undefined for languages that we don't have. */
export function hintOf(code: string | undefined): Author['languageHint'] {
  const [language, ...rest] = (code ?? '').toLowerCase().split(/[-_]/);
  if (language === 'en') return 'en';
  if (language === 'yue') return 'zh-Hant';
  if (language !== 'zh') return undefined;
  return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-Hant' : 'zh-Hans';
}

/** `/word@bot rest`; the slash of Chinese keyboards counts as well. */
const COMMAND = /^\s*[/／](?<word>[^\s/／@]+)(?:@(?<to>\w+))?\s*(?<rest>[\s\S]*)$/u;

/** What was said, and whether to the bot; undefined when nobody said anything. */
function inputOf(message: TelegramMessage, bot: Bot): { input: Input; heard: boolean } | undefined {
  const { chat } = message;
  const words = mendText(message.text ?? message.caption ?? '');
  const files = filesOf(message);
  const unsupported = UNSUPPORTED.filter((kind) => raw(message, kind) !== undefined);
  if (files.length === 0 && KINDS_OF_FILES.some((kind) => raw(message, kind) !== undefined)) unsupported.push('file');
  const phone = message.contact && phoneOf(message.contact.phone_number);
  if (words === '' && files.length === 0 && unsupported.length === 0 && phone === undefined) return undefined;

  const { word, to, rest = '' } = COMMAND.exec(words)?.groups ?? {};
  const forUs = to === undefined || to.toLowerCase() === bot.username.toLowerCase();
  if (word !== undefined && files.length === 0 && (forUs || isPrivate(chat))) {
    return { input: command(word.toLowerCase(), rest.trimEnd()), heard: true };
  }
  const reply = message.reply_to_message;
  const toUs = reply?.from?.id === bot.id;
  const text = phone ?? (isPrivate(chat) ? words : withoutMention(words, bot));
  const input: Input = {
    type: 'message',
    text,
    ...(unsupported.length > 0 && { unsupported }),
    ...(files.length > 0 && { files }),
    ...(reply && toUs && { under: String(reply.message_id) }),
  };
  return { input, heard: isPrivate(chat) || toUs || mentions(message, words, bot) };
}

/** The payload of a link such as https://t.me/the_bot?start=complaint names a command of the menu. */
function command(name: string, text: string): Input {
  if (name === 'start' && isMenuCommand(text)) return { type: 'command', name: text, text: '' };
  return { type: 'command', name, text };
}

const mentionOf = (bot: Bot): RegExp => new RegExp(`(?<!\\w)@${RegExp.escape(bot.username)}(?!\\w)`, 'giu');

function mentions(message: TelegramMessage, words: string, bot: Bot): boolean {
  const named = (message.entities ?? message.caption_entities ?? []).some(
    ({ type, user }) => type === 'text_mention' && user?.id === bot.id,
  );
  return named || (bot.username !== '' && mentionOf(bot).test(words));
}

const withoutMention = (words: string, bot: Bot): string =>
  bot.username === '' ? words : words.replaceAll(mentionOf(bot), '').trim();

/** Telegram leaves the plus away. */
const phoneOf = (number: string): string => mendText(number.startsWith('+') ? number : `+${number}`);

/** Kinds of content that people choose to send and that this bot can't take. Service messages are not among them. */
const UNSUPPORTED = ['sticker', 'location', 'venue', 'poll', 'dice', 'game', 'story', 'checklist', 'paid_media'];

/** A file of these that can't be read is said to be one that can't be taken. */
const KINDS_OF_FILES = ['photo', 'document', 'video', 'animation', 'audio', 'voice', 'video_note'];

const raw = (message: TelegramMessage, kind: string): unknown => message[kind] ?? undefined;

function filesOf(message: TelegramMessage): FileRef[] {
  const { photo, animation, document, video, audio, voice, video_note: videoNote } = message;
  // Sizes of one and the same photo.
  const largest = photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  const files: (FileRef | undefined)[] = [
    largest && refOf(message, largest, 'photo', 'jpg', 'image/jpeg'),
    // An animation comes as a document too.
    animation
      ? refOf(message, animation, 'animation', 'mp4', '')
      : document && refOf(message, document, 'file', '', ''),
    video && refOf(message, video, 'video', 'mp4', 'video/mp4'),
    audio && refOf(message, audio, 'audio', 'mp3', 'audio/mpeg'),
    voice && refOf(message, voice, 'voice', 'ogg', 'audio/ogg'),
    videoNote && refOf(message, videoNote, 'video', 'mp4', 'video/mp4'),
  ];
  return files.flatMap((file) => (file && file.source !== '' ? [file] : []));
}

function refOf(
  { chat, message_id: messageId }: TelegramMessage,
  file: TelegramFile,
  kind: string,
  ending: string,
  type: string,
): FileRef {
  const name = mendText(file.file_name ?? '').trim();
  return {
    // The same file sent again, perhaps by someone else, is another one: each belongs to whoever sent it.
    id: idOf('file', CHANNEL, `${chat.id}:${messageId}:${file.file_unique_id ?? file.file_id}`),
    name: name || `${kind}-${messageId}${ending && '.'}${ending}`,
    type: mendText(file.mime_type ?? type),
    size: file.file_size ?? null,
    source: file.file_id,
  };
}
