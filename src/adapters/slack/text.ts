/** Text into Slack and out of it: only `&`, `<` and `>` mean anything in a plain text, and what people typed comes with Slack's marks. */
import type { types } from '@slack/bolt';
import { COMMAND_NAMES } from '../../core/commands.ts';

/** Slack decodes these three entities and no others, in every text object (messaging/formatting-message-text, “Escaping text”). */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const unescapeText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** How Slack counts. */
export const measure = (text: string): number => escapeText(text).length;

/** Nothing that a reader could see; Slack refuses such texts. */
export const isBlank = (text: string): boolean => /^[\s\p{Cf}\p{Cc}]*$/u.test(text);

/** At most `max` characters as Slack counts, with an ellipsis where something is left out. */
export function clip(text: string, max: number): string {
  if (measure(text) <= max) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += measure(character);
    if (used > max) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A text that is nothing but text: no formatting, no mention, no `:emoji:`. Slack refuses empty ones. */
export function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: escapeText(isBlank(text) ? '…' : clip(text, max)), emoji: false };
}

/** `<@U1>`, `<#C1|name>`, `<https://a|label>`, `<!here>`, `<!date^1^{date}|words>`. Other angle brackets are someone's own. */
const MARK = /<(?:([@#!])(\w[^<>|]*)|((?:https?|mailto|tel|ftp|slack):[^<>|]*))(?:\|([^<>]*))?>/g;

/** What someone typed, as they saw it: Slack's marks for people, channels and links become words. `bot`: its mention is left out. */
export function readText(text: string, bot?: string): string {
  const words = text.replaceAll(MARK, (_, kind?: string, target = '', address = '', label?: string) => {
    switch (kind) {
      case '@':
        if (target === bot) return '';
        return `@${label ?? target}`;
      case '#':
        return `#${label ?? target}`;
      case '!':
        return label ?? `@${target.replace(/^subteam\^/, '')}`;
      default:
        return readLink(address, label);
    }
  });
  return unescapeText(words).trim();
}

/** Slack makes links of what looks like one; as typed, the label and the address say the same. */
function readLink(address: string, label: string | undefined): string {
  if (label === undefined) return address.replace(/^(?:mailto|tel):/, '');
  const bare = (one: string) => one.replace(/^(?:https?:\/\/|mailto:|tel:)/, '').replace(/\/$/, '');
  return /^tel:/.test(address) || bare(address) === bare(label) ? label : `${label} (${address})`;
}

/** The longer before what it begins with. */
const NAMES = COMMAND_NAMES.toSorted((a, b) => b.length - a.length).join('|');
const COMMAND = new RegExp(`(?<=^|[\\s(（:：、,，·–])/(${NAMES})(?![\\w/-])`, 'g');
const COMMANDS_SHOWN = 4;

/**
 * Texts name commands with a slash of their own, but Slack has them behind the app's one command: how to type those that a text names.
 * The text itself may be someone's words and stays as it is.
 */
export function commandHint(text: string): string | undefined {
  const names = [...new Set([...text.matchAll(COMMAND)].map((match) => `/franchise ${match[1]}`))];
  if (names.length === 0) return undefined;
  const more = names.length > COMMANDS_SHOWN ? ' …' : '';
  return `Slack: ${names.slice(0, COMMANDS_SHOWN).join(' · ')}${more}`;
}
