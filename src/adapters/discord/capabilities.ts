/** What Discord can and can't do, with its limits. Numbers without another source: https://discord.com/developers/docs */
import type { Capabilities } from '../../core/adapter.ts';
import type { Rate } from '../shared/pace.ts';

export const CAPABILITIES: Capabilities = { edit: true, immediate: true, dialogs: true };

/** Of a message's content (resources/message#create-message); longer text is split. */
export const CONTENT_MAX = 2000;
/** Of embeds (resources/message#embed-object-embed-limits); the total is that of all embeds of a message. */
export const EMBED_FIELDS_MAX = 25;
export const FIELD_NAME_MAX = 256;
export const FIELD_VALUE_MAX = 1024;
export const EMBEDS_TOTAL_MAX = 6000;
/** Facts that are no longer stand side by side: ours, so that a line of them fits on a phone. */
export const INLINE_MAX = 30;

/** Of components (components/reference). What does not fit is left to typed answers. */
export const ROWS_MAX = 5;
export const ROW_BUTTONS_MAX = 5;
export const BUTTONS_MAX = ROWS_MAX * ROW_BUTTONS_MAX;
export const LABEL_MAX = 80;
export const CUSTOM_ID_MAX = 100;
export const OPTIONS_MAX = 25;
export const OPTION_TEXT_MAX = 100;

/** Of modals (components/reference#label). */
export const MODAL_FIELDS_MAX = 5;
export const MODAL_TITLE_MAX = 45;
export const MODAL_LABEL_MAX = 45;
export const MODAL_DESCRIPTION_MAX = 100;
export const INPUT_TEXT_MAX = 4000;
export const PLACEHOLDER_MAX = 100;
export const INPUT_FILES_MAX = 10;

/** A nonce by which a repeated message is known (resources/message#create-message). */
export const NONCE_MAX = 25;
/** Of one message; 10 MiB is what bots may upload everywhere (reference#uploading-files). */
export const UPLOAD_MAX_BYTES = 10 * 1024 * 1024;
export const UPLOADS_MAX = 10;

/** Of commands and their choices (interactions/application-commands). */
export const COMMAND_DESCRIPTION_MAX = 100;
export const CHOICES_MAX = 25;
export const CHOICE_TEXT_MAX = 100;

/** The first answer to an interaction is due within 3 s, the others within 15 min (interactions/receiving-and-responding). */
export const DEFER_AFTER_MS = 1500;
/** A modal can only be the first answer, so there it is waited for longer. */
export const DEFER_DIALOG_AFTER_MS = 2400;
export const INTERACTION_MS = 14 * 60_000;

/** topics/rate-limits#global-rate-limit: 50 a second; a few are left for what is not paced. */
export const OVERALL_RATES: readonly Rate[] = [{ count: 45, perMs: 1000 }];
/** Of messages to one channel: what the headers say, which the documentation does not promise. */
export const CHAT_RATES: readonly Rate[] = [{ count: 5, perMs: 5000 }];
/** A 429 that does not say for how long. */
export const RETRY_AFTER_MS = 1000;
/** topics/rate-limits#invalid-request-limit: 10,000 answers of 401, 403 or 429 in 10 minutes end in a ban; we stop at half. */
export const INVALID_MAX = 5000;
export const INVALID_WINDOW_MS = 10 * 60_000;

/** A send gives up after so long; the outbox comes again. */
export const SEND_MS = 5000;
export const CALL_MS = 4500;

/** topics/gateway#gateway-intents. None of them is privileged: direct messages, mentions and interactions come with their content. */
export const INTENTS = {
  guilds: 1 << 0,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
} as const;

/** resources/message#get-channel-messages. */
export const FETCH_MAX = 100;
