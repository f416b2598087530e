/** Who may do what, written by hand: every command, every button of a case, every other button, and every form that a dialog may begin. */
import { accountId, personId } from '../../src/core/ids.ts';
import { DUTIES, type Duty } from '../../src/domain/person.ts';
import { A_CALL } from './calls.ts';

const OUTSIDE = ['prospect', 'franchisee'] as const;
const MANAGERS = ['manager', 'manager of another store', 'manager complained about'] as const;
const PLAIN_STAFF = ['staff', 'staff complained about', 'staff in charge'] as const;
export type Who = (typeof OUTSIDE)[number] | (typeof MANAGERS)[number] | (typeof PLAIN_STAFF)[number] | Duty | 'owner';

export const STAFF: readonly Who[] = [...PLAIN_STAFF, ...DUTIES, 'owner'];
export const EVERYONE: readonly Who[] = [...OUTSIDE, ...MANAGERS, ...STAFF];
const HANDLERS: readonly Who[] = [...MANAGERS, ...STAFF];
const OWNERS: readonly Who[] = ['owner'];
const SUPERVISION: readonly Who[] = ['supervisor', 'owner'];
const REPORTED_TO: readonly Who[] = [
  ...SUPERVISION,
  ...(['operations-manager', 'market-manager', 'marketing-director', 'regional-manager'] as const),
];

/** Who gives work to others. */
const ASSIGNERS: readonly Who[] = [
  ...(['supervisor', 'operations-manager', 'marketing-director', 'owner'] as const),
  ...(['store-specialist', 'regional-manager'] as const),
];

/** Who notes disclosure documents, signing and paying. */
const DISCLOSERS: readonly Who[] = [
  ...SUPERVISION,
  ...(['operations-manager', 'marketing-director', 'market-manager', 'account-manager', 'regional-manager'] as const),
];
/** Who decides on those who want to join. */
const DECIDERS: readonly Who[] = REPORTED_TO;

export const COMMANDS: Readonly<Record<string, readonly Who[]>> = {
  start: EVERYONE,
  help: EVERYONE,
  complaint: EVERYONE,
  dispute: EVERYONE,
  cases: EVERYONE,
  callback: EVERYONE,
  callbacks: EVERYONE,
  zone: EVERYONE,
  calls: STAFF,
  policies: STAFF,
  questions: STAFF,
  dossier: EVERYONE,
  disclosed: DISCLOSERS,
  apply: EVERYONE,
  application: EVERYONE,
  applications: DECIDERS,
  contact: ASSIGNERS,
  delivery: STAFF,
  withdraw: EVERYONE,
  reopen: EVERYONE,
  'why-due': EVERYONE,
  whydue: EVERYONE,
  why_due: EVERYONE,
  language: EVERYONE,
  drafts: EVERYONE,
  pause: EVERYONE,
  cancel: EVERYONE,
  link: EVERYONE,
  unlink: EVERYONE,
  owner: EVERYONE,
  queue: STAFF,
  home: EVERYONE,
  mine: EVERYONE,
  search: STAFF,
  replies: STAFF,
  case: HANDLERS,
  claim: HANDLERS,
  note: HANDLERS,
  reply: HANDLERS,
  resolve: HANDLERS,
  ask: HANDLERS,
  resume: HANDLERS,
  refer: HANDLERS,
  findings: HANDLERS,
  severity: HANDLERS,
  close: HANDLERS,
  takeover: HANDLERS,
  handback: HANDLERS,
  readout: HANDLERS,
  check: HANDLERS,
  suggestions: REPORTED_TO,
  register: HANDLERS,
  report: REPORTED_TO,
  suggest: EVERYONE,
  praise: EVERYONE,
  service: EVERYONE,
  damage: EVERYONE,
  assign: HANDLERS,
  about: HANDLERS,
  lift: HANDLERS,
  people: STAFF,
  duty: STAFF,
  grant: OWNERS,
  revoke: OWNERS,
  audit: OWNERS,
  join: SUPERVISION,
  failed: STAFF,
  replay: STAFF,
  resend: STAFF,
};

/** What else of a command is for some of those who may use it. */
const LEADING_CALLS: readonly Who[] = [
  ...SUPERVISION,
  ...(['store-specialist', 'operations-manager', 'marketing-director', 'regional-manager'] as const),
];
export const WORDED: Readonly<Record<string, readonly Who[]>> = {
  'calls today': STAFF,
  'calls all': LEADING_CALLS,
  'calls missed': LEADING_CALLS,
  'report calls': REPORTED_TO,
};

/** What is done with a case that someone names, by a command; the rest of the commands is about no case. */
export const CASE_COMMANDS = [
  ...['case', 'claim', 'note', 'reply', 'resolve', 'ask', 'resume', 'refer', 'findings', 'severity', 'close'],
  ...[
    'assign',
    'about',
    'lift',
    'takeover',
    'handback',
    'readout',
    'check',
    'reopen',
    'withdraw',
    'why-due',
    'whydue',
    'why_due',
    'grant',
    'revoke',
    'audit',
    'contact',
  ],
] as const;

export const CASE_HANDLERS: readonly Who[] = ['manager', 'staff', 'staff in charge', 'supervisor', 'owner'];
/** Buttons that are the reporter's alone. */
const NOBODY: readonly Who[] = [];
export const CASE_ACTS: Readonly<Record<string, readonly Who[]>> = {
  claim: CASE_HANDLERS,
  reply: CASE_HANDLERS,
  note: CASE_HANDLERS,
  resolve: CASE_HANDLERS,
  takeover: CASE_HANDLERS,
  handback: CASE_HANDLERS,
  readout: CASE_HANDLERS,
  check: CASE_HANDLERS,
  ask: CASE_HANDLERS,
  resume: CASE_HANDLERS,
  refer: CASE_HANDLERS,
  findings: CASE_HANDLERS,
  severity: CASE_HANDLERS,
  close: CASE_HANDLERS,
  reopen: CASE_HANDLERS,
  show: CASE_HANDLERS,
  assign: SUPERVISION,
  about: CASE_HANDLERS,
  lift: SUPERVISION,
  why: CASE_HANDLERS,
  confirm: NOBODY,
  dispute: NOBODY,
  add: NOBODY,
  withdraw: NOBODY,
  again: NOBODY,
  rate: NOBODY,
  word: NOBODY,
  confide: NOBODY,
};
/** The same for a confidential case, as far as it differs: those who supervise, and whoever is in charge. */
export const CONFIDENTIAL: readonly Who[] = ['supervisor', 'owner', 'staff in charge'];

/** Steps of a dispute: staff's, and those of either side, of which there is nobody here. */
export const HEARING_ACTS: Readonly<Record<string, readonly Who[]>> = {
  hear: STAFF,
  other: STAFF,
  statement: STAFF,
  decide: STAFF,
  remedied: STAFF,
  tell: NOBODY,
  accept: NOBODY,
  object: NOBODY,
};

const LEADERS: readonly Who[] = ['supervisor', 'operations-manager', 'marketing-director', 'owner'];
const NO_ID = '00000000-0000-4000-8000-000000000000';
/** About the confidential case. */
export const A_CALL_ABOUT = '00000000-0000-4000-8000-0000000000cb';
export const AN_APPLICATION = '00000000-0000-4000-8000-0000000000aa';
const A_PERSON = personId(accountId('test', '', 'prospect'));
/** All other buttons, by how their ids begin: what a forger would send, and who may. Those of cases have tables of their own. */
export const BUTTONS: Readonly<Record<string, Readonly<Record<string, readonly Who[]>>>> = {
  c: {},
  g: {},
  f: { 'f:0:abcdefgh:yes': NOBODY, 'f:1:00000000:c0': NOBODY, 'f:': NOBODY },
  d: { [`d:${NO_ID}:go`]: NOBODY, [`d:${NO_ID}:no`]: NOBODY },
  m: { 'm:0:complaint': EVERYONE, 'm:7:add': NOBODY, 'm:7:dispute': NOBODY },
  q: { 'q:new': LEADERS, [`q:${NO_ID}:edit`]: NOBODY, [`q:${NO_ID}:retire`]: NOBODY },
  l: { 'l:en': EVERYONE, 'l:tlh': NOBODY },
  p: {
    [`p:g:${A_PERSON}`]: OWNERS,
    [`p:r:${A_PERSON}`]: OWNERS,
    [`p:c:${A_PERSON}`]: ASSIGNERS,
    [`p:y:${NO_ID}`]: NOBODY,
    [`p:n:${NO_ID}`]: NOBODY,
    'p:u:1': NOBODY,
    'p:j:C-1:C-2:1': NOBODY,
    'p:d:off': STAFF,
    'p:a:0:zzzzzzzz': OWNERS,
  },
  reg: { 'reg:2026-03-18:all': HANDLERS, [`reg:2026-03-18:${NO_ID}`]: NOBODY },
  e: { [`e:${NO_ID}:replay`]: STAFF },
  o: { [`o:${NO_ID}:resend`]: STAFF },
  y: {
    [`y:${NO_ID}:yes`]: NOBODY,
    [`y:${NO_ID}:person`]: NOBODY,
    [`y:${NO_ID}:send`]: NOBODY,
    [`y:${NO_ID}:group`]: NOBODY,
    [`y:${NO_ID}:write`]: NOBODY,
  },
  z: {
    'z:new': [...LEADERS, 'market-manager'],
    'z:retired': [...LEADERS, 'market-manager'],
    [`z:${NO_ID}:show`]: NOBODY,
    [`z:${NO_ID}:approve:1`]: NOBODY,
    [`z:${NO_ID}:keep`]: NOBODY,
  },
  u: {
    'u:begin': EVERYONE,
    'u:questions': EVERYONE,
    'u:new:00000000': NOBODY,
    'u:export': DECIDERS,
    ...Object.fromEntries(
      ['show', 'ask', 'invite', 'wait', 'decline'].map((act) => [`u:${AN_APPLICATION}:${act}`, DECIDERS]),
    ),
    ...Object.fromEntries(
      ['state', 'answers', 'score', 'tell', 'share', 'withdraw', 'sure', 'time'].map((act) => [
        `u:${AN_APPLICATION}:${act}`,
        NOBODY,
      ]),
    ),
    ...Object.fromEntries(['show', 'dossier', 'told-health'].map((act) => [`u:${NO_ID}:${act}`, NOBODY])),
  },
  x: {
    'x:open': EVERYONE,
    ...{ 'x:00000000:show': NOBODY, 'x:00000000:verify:hq-site': NOBODY, 'x:new:999': NOBODY },
    ...{ [`x:of:${NO_ID}:show`]: NOBODY, [`x:of:${NO_ID}:plan`]: NOBODY, [`x:who:${NO_ID}`]: NOBODY },
  },
  k: {
    ...Object.fromEntries(
      ['show', 'claim', 'move', 'why', 'note', 'script', 'by-chat', 'to:0123456789ab'].map((act) => [
        `k:${A_CALL}:${act}`,
        STAFF,
      ]),
    ),
    ...Object.fromEntries(['ok', 'at:zzzzzxu', 'shift', 'drop'].map((act) => [`k:${A_CALL}:${act}`, NOBODY])),
    ...Object.fromEntries(
      ['show', 'start', 'note', 'script', 'by-visit'].map((act) => [`k:${A_CALL_ABOUT}:${act}`, CONFIDENTIAL]),
    ),
    [`k:${NO_ID}:show`]: NOBODY,
    [`k:${NO_ID}:drop`]: NOBODY,
  },
  // Of chats that are taken over: nobody's here.
  h: { 'h:C-1:back': NOBODY },
};

/** Forms that a dialog may begin without a draft of their own. */
export const OPEN_FORMS: readonly string[] = [
  ...['complaint', 'praise', 'suggestion', 'damage', 'service', 'franchisee-dispute'],
];
