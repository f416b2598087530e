/** Every command that there is, by name: what platforms show in their menus, and what texts may name. What each does is the flows'. */

/** In everyone's menu, in its order; each has a text `command.<name>.menu`. */
export const MENU_COMMANDS = [
  ...(['complaint', 'suggest', 'praise', 'service', 'damage', 'dispute', 'callback', 'callbacks'] as const),
  ...(['dossier', 'apply', 'application', 'cases', 'drafts', 'language', 'help', 'pause', 'cancel'] as const),
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

export const COMMAND_NAMES = [
  ...MENU_COMMANDS,
  ...(['start', 'home', 'zone', 'withdraw', 'reopen', 'why-due', 'whydue', 'why_due'] as const),
  ...([
    'queue',
    'mine',
    'search',
    'replies',
    'case',
    'claim',
    'note',
    'reply',
    'resolve',
    'ask',
    'resume',
    'refer',
  ] as const),
  ...([
    'findings',
    'severity',
    'close',
    'takeover',
    'handback',
    'readout',
    'check',
    'suggestions',
    'register',
    'report',
  ] as const),
  ...([
    'assign',
    'about',
    'lift',
    'link',
    'unlink',
    'owner',
    'people',
    'grant',
    'revoke',
    'join',
    'duty',
    'audit',
  ] as const),
  ...(['failed', 'replay', 'resend', 'calls', 'contact', 'delivery'] as const),
  ...(['policies', 'questions', 'disclosed', 'applications'] as const),
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];
