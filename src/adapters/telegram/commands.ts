/** The commands in Telegram's menu, in every language. Staff's are not among them: everyone sees the same menu. */
import { MENU_COMMANDS } from '../../core/commands.ts';
import { phrase } from '../../locales/catalogue.ts';
import { MENU_TEXT_MAX } from './capabilities.ts';
import type { Client } from './client.ts';

const MENU = MENU_COMMANDS;

export const isMenuCommand = (name: string): boolean => MENU.some((command) => command === name);

/**
 * Telegram knows languages by two letters only (ISO 639-1), so one text serves both scripts of Chinese: where they differ it has
 * both. All other languages get English.
 */
export async function setMenu(client: Client, signal: AbortSignal): Promise<void> {
  const list = (textOf: (name: (typeof MENU)[number]) => string) =>
    MENU.map((name) => ({ command: name, description: textOf(name).slice(0, MENU_TEXT_MAX) }));
  const chinese = list((name) => {
    const texts = [phrase('zh-Hans', `command.${name}.menu`), phrase('zh-Hant', `command.${name}.menu`)];
    return [...new Set(texts)].join(' · ');
  });
  await client.call('setMyCommands', { commands: list((name) => phrase('en', `command.${name}.menu`)) }, { signal });
  await client.call('setMyCommands', { commands: chinese, language_code: 'zh' }, { signal });
}
