/** What Slack can do and where its limits are. Each fallback for what is lacking stands in `render.ts` and `dialog.ts`. */
import type { Capabilities } from '../../core/adapter.ts';
import type { Rate } from '../shared/pace.ts';

export const SLACK_CAPABILITIES: Capabilities = { edit: true, immediate: true, dialogs: true, pickers: true };

/** Blocks of one message: docs.slack.dev/reference/block-kit/blocks. More: a further message. */
export const BLOCKS_MAX = 50;
/** One text of a section, 1 to 3000: reference/block-kit/blocks/section-block. More: further sections. */
export const SECTION_TEXT_MAX = 3000;
/** Fields of one section, and the text of each: the same page. More: further sections. */
export const FIELDS_MAX = 10;
export const FIELD_TEXT_MAX = 2000;
/** A fact longer than this reads badly in half the width; it becomes a section of its own. */
export const FIELD_READABLE = 120;
/**
 * All text of the blocks of one message together: near 13,200 characters `msg_blocks_too_long` comes (bolt-js 2509).
 * Some is kept free for labels of buttons.
 */
export const MESSAGE_TEXT_MAX = 11_000;
/** The `text` beside the blocks, for notifications: Slack cuts at 40,000 and recommends 4,000 (chat.postMessage). */
export const FALLBACK_TEXT_MAX = 3000;
/** Elements of one block of actions: reference/block-kit/blocks/actions-block. More buttons: a select. */
export const BUTTONS_MAX = 25;
/** The label of a button: reference/block-kit/block-elements/button-element. Longer ones stand in full above. */
export const BUTTON_TEXT_MAX = 75;
/** Options of one select, and the text of an option: reference/block-kit/composition-objects/option-object. */
export const OPTIONS_MAX = 100;
export const OPTION_TEXT_MAX = 75;
/** The value of an option: the same page. Ids of buttons have at most 64 bytes. */
export const OPTION_VALUE_MAX = 150;
/** Options of an overflow menu: reference/block-kit/block-elements/overflow-menu-element. More: a select. */
export const OVERFLOW_MAX = 5;
/** Radio buttons: reference/block-kit/block-elements/radio-button-group-element. More: a select. */
export const RADIOS_MAX = 10;

/** Blocks of a modal or of the home: reference/views. */
export const VIEW_BLOCKS_MAX = 100;
/** Title and buttons of a modal: reference/views/modal-views. A longer title stands in full in the first block. */
export const VIEW_TITLE_MAX = 24;
export const VIEW_BUTTON_MAX = 24;
/** Label and hint of an input: reference/block-kit/blocks/input-block. */
export const LABEL_MAX = 2000;
export const HINT_MAX = 2000;
/** An answer that is typed: reference/block-kit/block-elements/plain-text-input-element. */
export const INPUT_TEXT_MAX = 3000;
/** Files of one input: reference/block-kit/block-elements/file-input-element. */
export const INPUT_FILES_MAX = 10;

/** A trigger lives three seconds (interactivity/handling): a dialog that is not there after so long is opened as “loading”. */
export const LOADING_AFTER_MS = 1500;

/** “About one message a second in one channel, short bursts are allowed” (apis/web-api/rate-limits, special limits). */
export const CHANNEL_RATE: Rate = { count: 1, perMs: 1000, burst: 5 };
/** `chat.update` counts by itself, in the whole workspace: Tier 3, 50 a minute and more in bursts (apis/web-api/rate-limits). */
export const CHANGE_RATE: Rate = { count: 50, perMs: 60_000, burst: 20 };
/** `chat.postEphemeral` does too: Tier 4, 100 a minute. */
export const EPHEMERAL_RATE: Rate = { count: 100, perMs: 60_000, burst: 20 };
/** “Several hundred messages a minute” of one workspace: the same page. */
export const OVERALL_RATE: Rate = { count: 300, perMs: 60_000, burst: 60 };
/** A call that was refused without a number of seconds. */
export const RETRY_AFTER_MS = 1000;

/** A send gives up after so long; the outbox comes again. */
export const SEND_MS = 5000;
/** One call of the Web API within that. */
export const CALL_MS = 3000;

/** A request is signed with its time; one that is further off, in either direction, is refused (authentication/verifying-requests). */
export const SIGNATURE_AGE_S = 300;
/** Larger than any event or submission. */
export const BODY_MAX_BYTES = 2_000_000;

/** Connections of Socket Mode at the same time; Slack allows ten, and gives each event to one (apis/events-api/using-socket-mode). */
export const SOCKETS = 2;
