/** The commands in Discord's menu, in every language, and their registration. Staff's are not among them: everyone sees the same menu. */
import { hash } from 'node:crypto';
import { MENU_COMMANDS, type MenuCommand } from '../../core/commands.ts';
import type { CursorPort } from '../../core/store.ts';
import { type MessageKey, phrase } from '../../locales/catalogue.ts';
import { CHOICE_TEXT_MAX, CHOICES_MAX, COMMAND_DESCRIPTION_MAX } from './capabilities.ts';
import type { Client } from './client.ts';
import { clip, isBlank } from './text.ts';

const MENU = MENU_COMMANDS;
type Command = MenuCommand;

/** interactions/application-commands: kinds of command and option, and where a command can be used. */
const SLASH = 1;
const OF_MESSAGE = 3;
const TEXT_OPTION = 3;
const IN_SERVERS_AND_DIRECT = [0, 1];

/** reference#locales; all other languages get English. */
const LOCALES = { 'zh-CN': 'zh-Hans', 'zh-TW': 'zh-Hant' } as const;
/** Names of commands in Chinese: what people type after the slash. */
const NAMES: Readonly<Record<keyof typeof LOCALES, Readonly<Record<Command, string>>>> = {
  'zh-CN': {
    complaint: '投诉',
    suggest: '建议',
    praise: '表扬',
    service: '报修',
    damage: '商品损坏',
    dispute: '加盟商纠纷',
    callback: '预约回电',
    callbacks: '我的回电',
    dossier: '考察',
    apply: '申请加盟',
    application: '我的申请',
    cases: '工单',
    drafts: '草稿',
    language: '语言',
    help: '帮助',
    pause: '暂存',
    cancel: '取消',
  },
  'zh-TW': {
    complaint: '投訴',
    suggest: '建議',
    praise: '表揚',
    service: '報修',
    damage: '商品損壞',
    dispute: '加盟商糾紛',
    callback: '預約回電',
    callbacks: '我的回電',
    dossier: '考察',
    apply: '申請加盟',
    application: '我的申請',
    cases: '工單',
    drafts: '草稿',
    language: '語言',
    help: '說明',
    pause: '暫存',
    cancel: '取消',
  },
};

const localised = (key: MessageKey): Record<string, string> =>
  Object.fromEntries(
    Object.entries(LOCALES).map(([locale, language]) => [locale, clip(phrase(language, key), COMMAND_DESCRIPTION_MAX)]),
  );

const described = (key: MessageKey) => ({
  description: clip(phrase('en', key), COMMAND_DESCRIPTION_MAX),
  description_localizations: localised(key),
});

/** As a bot asks in any language, so each stands in its own. */
const LANGUAGES = [
  { name: '简体中文', value: 'zh-Hans' },
  { name: '繁體中文', value: 'zh-Hant' },
  { name: 'English', value: 'en' },
];

const WHAT = { type: TEXT_OPTION, name: 'what', ...described('discord.option.what') };

const OPTIONS: Readonly<Partial<Record<Command, object[]>>> = {
  suggest: [WHAT],
  praise: [WHAT],
  service: [WHAT],
  damage: [WHAT],
  dispute: [WHAT],
  complaint: [WHAT, { type: TEXT_OPTION, name: 'store', autocomplete: true, ...described('discord.option.store') }],
  dossier: [{ type: TEXT_OPTION, name: 'what', ...described('discord.option.dossier') }],
  language: [{ type: TEXT_OPTION, name: 'language', choices: LANGUAGES, ...described('discord.option.language') }],
};

export function commandList(): object[] {
  return [
    ...MENU.map((name) => ({
      type: SLASH,
      name,
      name_localizations: Object.fromEntries(Object.entries(NAMES).map(([locale, names]) => [locale, names[name]])),
      ...described(`command.${name}.menu`),
      contexts: IN_SERVERS_AND_DIRECT,
      ...(OPTIONS[name] && { options: OPTIONS[name] }),
    })),
    {
      type: OF_MESSAGE,
      name: phrase('en', 'discord.menu.complaint'),
      name_localizations: localised('discord.menu.complaint'),
      contexts: IN_SERVERS_AND_DIRECT,
    },
  ];
}

/** Tells Discord which commands there are, if they have changed since. Throws `DiscordError` and `StoreError`. */
export async function register(client: Client, applicationId: string, cursors: CursorPort): Promise<void> {
  const commands = commandList();
  const state = hash('sha256', `${applicationId}\n${JSON.stringify(commands)}`, 'hex');
  if ((await cursors.read('discord.commands')) === state) return;
  await client.call('PUT', `/applications/${applicationId}/commands`, { body: commands });
  await cursors.write('discord.commands', state);
}

/** What of an outlet is offered while someone types. */
export interface OutletChoice {
  code: string;
  name: string;
  aliases: readonly string[];
}

/** The outlets that fit what was typed so far: those that begin with it, then those that have it somewhere. */
export function suggest(
  words: string,
  outlets: readonly OutletChoice[],
  fold: (text: string) => string,
): { name: string; value: string }[] {
  const wanted = compact(fold(words));
  const ranked = outlets.flatMap((outlet) => {
    const names = [outlet.code, outlet.name, ...outlet.aliases].map((name) => compact(fold(name)));
    if (names.some((name) => name.startsWith(wanted))) return [{ outlet, rank: 0 }];
    return names.some((name) => name.includes(wanted)) ? [{ outlet, rank: 1 }] : [];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, CHOICES_MAX)
    .map(({ outlet: { code, name } }) => ({
      name: clip(isBlank(name) ? code : `${name} (${code})`, CHOICE_TEXT_MAX),
      value: clip(code, CHOICE_TEXT_MAX),
    }));
}

const compact = (folded: string): string => folded.replaceAll(/[\s_-]+/g, '');
