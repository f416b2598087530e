/** What Telegram can and can't do, with its limits. Numbers without another source: https://core.telegram.org/bots/api */
import type { Capabilities } from '../../core/adapter.ts';
import type { Rate } from '../shared/pace.ts';

export const CAPABILITIES: Capabilities = {
  edit: true,
  // A toast holds 200 characters and comes before the commit; what is said goes through the outbox, where nothing is lost.
  immediate: false,
  // Without them a form is asked step by step.
  dialogs: false,
};

/** Of a message's text, after its entities are parsed; counted in UTF-16 units, as entities are. Longer text is split. */
export const TEXT_MAX = 4096;
/** Entities beyond these are ignored by Telegram: https://core.telegram.org/api/entities. */
export const ENTITIES_MAX = 100;
/** Of a file's caption; longer names are cut. */
export const CAPTION_MAX = 1024;
/** Of an inline keyboard: https://core.telegram.org/api/bots/buttons. What does not fit is left to typed answers. */
export const BUTTONS_MAX = 100;
export const ROW_MAX = 8;
/** `callback_data` in bytes. */
export const CALLBACK_DATA_MAX_BYTES = 64;

/** What a bot may download and upload on the public server. */
export const DOWNLOAD_MAX_BYTES = 20 * 1024 * 1024;
export const UPLOAD_MAX_BYTES = 50 * 1024 * 1024;
export const PHOTO_MAX_BYTES = 10 * 1024 * 1024;

/** Short bursts are allowed: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const OVERALL_RATES: readonly Rate[] = [{ count: 30, perMs: 1000 }];
export const PRIVATE_RATES: readonly Rate[] = [{ count: 1, perMs: 1000, burst: 4 }];
export const GROUP_RATES: readonly Rate[] = [
  { count: 1, perMs: 1000, burst: 4 },
  { count: 20, perMs: 60_000 },
];

/** Of commands in the menu: name and description. */
export const MENU_TEXT_MAX = 256;

/** The header's value that a webhook is known by. */
export const WEBHOOK_SECRET = /^[A-Za-z0-9_-]{1,256}$/;

/** How long one question for updates stays open, in seconds. */
export const POLL_SECONDS = 25;
export const POLL_LIMIT = 100;

/** All else is not even sent to us. Edited messages are among it: what was answered is corrected at the review. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;
