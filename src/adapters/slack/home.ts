/** The app's home: what is a person's own, read through the intake like any question. It has a thread of its own, so no form is open there. */
import type { types } from '@slack/bolt';
import type { Immediate } from '../../core/adapter.ts';
import type { Author } from '../../core/event.ts';
import type { Message } from '../../core/message.ts';
import { phrase } from '../../locales/catalogue.ts';
import { BUTTON_TEXT_MAX, SECTION_TEXT_MAX, VIEW_BLOCKS_MAX } from './capabilities.ts';
import { ACTION, renderMessage } from './render.ts';
import { plain } from './text.ts';

export type Language = NonNullable<Author['languageHint']>;

/** What the home asks; everyone is answered with what is theirs. */
export const HOME_COMMAND = 'home';

export const messagesOf = (immediate: readonly Immediate[]): Message[] =>
  immediate.flatMap((one) => (one.type === 'message' ? [one.message] : []));

const COMMANDS = ['complaint', 'drafts', 'help'] as const;
const STAFF_COMMANDS = ['replies', 'failed', ...COMMANDS] as const;

export function renderHome(
  sections: readonly Message[],
  { language, staff }: { language: Language; staff: boolean },
): types.HomeView {
  const blocks: types.KnownBlock[] = [
    { type: 'section', text: plain(phrase(language, 'slack.home'), SECTION_TEXT_MAX) },
    {
      type: 'actions',
      elements: (staff ? STAFF_COMMANDS : COMMANDS).map(
        (name): types.Button => ({
          type: 'button',
          action_id: `${ACTION.command}:${name}`,
          text: plain(phrase(language, `command.${name}.menu`), BUTTON_TEXT_MAX),
          ...(name === 'complaint' && !staff && { style: 'primary' }),
        }),
      ),
    },
  ];
  for (const message of sections) {
    blocks.push({ type: 'divider' }, ...renderMessage(message).flatMap((part) => part.blocks));
  }
  return { type: 'home', blocks: blocks.slice(0, VIEW_BLOCKS_MAX) };
}
