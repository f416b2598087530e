/** What stores and shoppers do: they report, and react to what they read, soon, late or never. */
import type { ThreadRef } from '../../src/core/event.ts';
import type { Language } from '../../src/domain/person.ts';
import type { Chance } from './chance.ts';
import { type Answers, fillIn, openOnTop, presses } from './fill.ts';
import type { Read, Stage } from './stage.ts';
import * as words from './words.ts';
import { type Actor, HOUR_MS, MINUTE_MS, type World } from './world.ts';

export interface Script {
  stage: Stage;
  world: World;
  chance: Chance;
  /** Something that happens so much later. */
  later(ms: number, act: () => Promise<void>): void;
}

const TIMES = ['2026-03-20 15:00', '2026-03-21 18:30', '2026-03-22'] as const;
const CAUSES = [
  ['goods', 'expired'],
  ['goods', 'quality'],
  ['service', 'till'],
  ['service', 'rude'],
  ['premises', 'cleanliness'],
] as const;

const KINDS = [
  ...Array<'complaint'>(50).fill('complaint'),
  ...Array<'consultation'>(14).fill('consultation'),
  ...Array<'service'>(14).fill('service'),
  ...Array<'suggestion'>(7).fill('suggestion'),
  ...Array<'praise'>(6).fill('praise'),
  ...Array<'damage'>(5).fill('damage'),
  ...Array<'dispute'>(4).fill('dispute'),
];

const COMMANDS = {
  complaint: 'complaint',
  service: 'service',
  suggestion: 'suggest',
  praise: 'praise',
  damage: 'damage',
  dispute: 'dispute',
} as const;
type Reported = keyof typeof COMMANDS;

/** As forms are called. */
const FORMS: Readonly<Record<Reported, string>> = {
  ...COMMANDS,
  suggestion: 'suggestion',
  dispute: 'franchisee-dispute',
};

const hasStore = ({ outlet }: Actor): boolean => outlet !== undefined;

/** Someone has something to tell headquarters. */
export async function reports(script: Script, actor: Actor): Promise<void> {
  const { chance, stage } = script;
  const drawn = chance.pick(KINDS);
  const kind =
    !hasStore(actor) && (drawn === 'dispute' || drawn === 'damage' || drawn === 'service') ? 'complaint' : drawn;
  if (kind === 'consultation') return await callsForHelp(script, actor);
  await file(script, actor, kind, answersFor(kind, script, actor));
  if (kind === 'complaint' && chance.often(0.05))
    script.later(chance.gap(5 * MINUTE_MS), async () => void (await presses(stage, actor, /^c:C-\d+:confide$/)));
}

export async function file(script: Script, actor: Actor, kind: Reported, answers: Answers): Promise<boolean> {
  const { chance, stage } = script;
  const form = FORMS[kind];
  if (chance.often(0.5)) {
    const values = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== 'files'));
    await stage.does(actor, { type: 'dialog', form, values, files: { files: [] } });
  } else {
    await stage.does(actor, { type: 'command', name: COMMANDS[kind], text: '' });
  }
  if ((await openOnTop(stage, actor))?.flow !== form) return false;
  // Some go away in the middle, and some of those come back.
  if (chance.often(0.04)) {
    await fillIn(stage, actor, answers, { stopAfter: 2 });
    if (chance.often(0.5))
      script.later(chance.gap(3 * HOUR_MS), async () => void (await goesOn(script, actor, form, answers)));
    return false;
  }
  return await fillIn(stage, actor, answers);
}

async function goesOn({ stage }: Script, actor: Actor, form: string, answers: Answers): Promise<void> {
  await presses(stage, actor, /^d:.*/);
  if ((await openOnTop(stage, actor))?.flow === form) await fillIn(stage, actor, answers);
}

async function callsForHelp({ stage, chance }: Script, actor: Actor): Promise<void> {
  await stage.does(actor, { type: 'message', text: chance.pick(words.CALLS[actor.language]) });
  if (await presses(stage, actor, /^m:\d+:person$/)) return;
  if (await presses(stage, actor, /^m:\d+:more$/)) await presses(stage, actor, /^m:\d+:person$/);
}

export function answersFor(kind: Reported, { chance, world }: Script, actor: Actor): Answers {
  const { language } = actor;
  const say = (of: Readonly<Record<Language, readonly string[]>>): string => chance.pick(of[language]);
  const short = say(words.SHORT);
  const outlet = (actor.outlet ?? chance.pick(world.outlets)).code;
  const contact = { name: actor.author.displayName, phone: actor.person.phone ?? '+8613800138000' };
  const when = chance.pick(TIMES);
  switch (kind) {
    case 'complaint': {
      const complainant = hasStore(actor) ? (chance.often(0.15) ? 'franchisee' : 'shopper') : 'self';
      const [group, cause] = chance.pick(CAUSES);
      const drawn = chance();
      const who =
        drawn < 0.06 ? words.MANAGER[language] : drawn < 0.09 ? (chance.pick(world.staff).person.name ?? '') : '';
      const of = chance();
      return {
        ...contact,
        what: say(words.COMPLAINTS),
        complainant,
        when,
        outlet,
        who,
        how: chance.often(0.5) ? say(words.STORIES) : '',
        group,
        cause,
        intake: of < 0.04 ? 'media' : of < 0.05 ? 'authority' : of < 0.4 ? 'phone' : 'store',
        shopperName: 'Evelyn Q',
        shopperPhone: '+8613700137000',
      };
    }
    case 'service':
      return {
        ...contact,
        what: say(words.FAULTS),
        equipment: short,
        outlet,
        since: '',
        urgency: chance.pick(['urgent', 'soon', 'planned']),
      };
    case 'suggestion':
      return { what: say(words.SUGGESTIONS), topic: chance.often(0.5) ? 'goods' : '', outlet: '' };
    case 'praise': {
      const who = chance.often(0.3) ? (chance.pick(world.managers).person.name ?? '') : '';
      return { what: say(words.PRAISES), who, outlet, when: '', shopper: '' };
    }
    case 'damage': {
      const seen = () => chance.pick(['yes', 'no', 'unknown']);
      return {
        ...contact,
        hurt: chance.often(0.2) ? 'yes' : 'no',
        injury: '',
        how: say(words.MISHAPS),
        outlet,
        when,
        goods: short,
        quantity: short,
        value: '300',
        place: short,
        hands: chance.pick(['shopper', 'child', 'staff', 'nobody']),
        reach: seen(),
        floor: seen(),
        staff: seen(),
        notice: seen(),
        responsibility: chance.pick(['store', 'shared', 'open']),
        compensation: chance.pick(['no-compensation', 'shopper-pays', 'store-bears', 'open']),
        amount: '120',
        agreedBy: short,
      };
    }
    case 'dispute':
      return {
        ...contact,
        what: say(words.QUARRELS),
        disputeType: chance.pick(['outside-area', 'price-dumping', 'customers', 'other']),
        against: chance.pick(world.outlets.filter((one) => one.id !== actor.outlet?.id)).code,
        when,
        outlet,
        harm: chance.often(0.5) ? short : '',
        showName: chance.often(0.25) ? 'yes' : 'no',
      };
    default:
      return kind satisfies never;
  }
}

/** What people do about what they have read. */
export function reactions(script: Script, actor: Actor, { message }: Read): void {
  const { stage, chance, later } = script;
  const ids = (message.buttons ?? []).map(({ id }) => id);
  const find = (fits: RegExp): string | undefined => ids.find((id) => fits.test(id));
  const press = async (id: string): Promise<void> => void (await stage.does(actor, { type: 'action', id }));
  const writes = async (id: string, answers: Answers): Promise<void> => {
    const before = await openOnTop(stage, actor);
    await press(id);
    const open = await openOnTop(stage, actor);
    if (open && open.draft !== before?.draft) await fillIn(stage, actor, answers);
  };
  const say = (of: Readonly<Record<Language, readonly string[]>>): string => chance.pick(of[actor.language]);

  const confirm = find(/^c:C-\d+:confirm:/);
  const dispute = find(/^c:C-\d+:dispute:/);
  if (confirm && dispute && chance.often(0.85)) {
    later(chance.gap(3 * HOUR_MS), async () => {
      if (chance.often(0.78)) {
        await press(confirm);
        if (chance.often(0.3)) await stage.does(actor, { type: 'message', text: say(words.THANKS) });
      } else await writes(dispute, { text: say(words.DISPUTED) });
    });
  }
  const stars = ids.filter((id) => /^c:C-\d+:rate:[1-5]$/.test(id));
  if (stars.length > 0 && chance.often(0.6)) {
    const id = chance.pick([...stars, ...stars.slice(-2)]);
    later(chance.gap(5 * MINUTE_MS), () => press(id));
  }
  const answer = confirm ? undefined : find(/^c:C-\d+:add$/);
  if (answer && chance.often(0.8)) {
    later(chance.gap(4 * HOUR_MS), async () => {
      const drawn = chance();
      if (drawn < 0.1) await stage.does(actor, { type: 'message', text: say(words.THANKS) });
      else if (drawn < 0.3) {
        await stage.does(actor, { type: 'message', text: say(words.ADDITIONS) });
        await presses(stage, actor, /^m:\d+:add$/);
      } else await writes(answer, { text: say(words.ADDITIONS) });
    });
  }
  const tell = find(/^g:C-\d+:tell$/);
  if (tell && chance.often(0.75)) later(chance.gap(10 * HOUR_MS), () => writes(tell, { text: say(words.ACCOUNTS) }));
  const accept = find(/^g:C-\d+:accept:/);
  const object = find(/^g:C-\d+:object:/);
  if (accept && object && chance.often(0.85)) {
    const id = chance.often(0.7) ? accept : object;
    later(chance.gap(8 * HOUR_MS), () => writes(id, { text: say(words.OBJECTIONS) }));
  }
  const readout = find(/^c:C-\d+:readout$/);
  if (readout && actor.person.role !== 'staff' && chance.often(0.6))
    later(chance.gap(20 * HOUR_MS), () => press(readout));
  const again = find(/^c:C-\d+:again$/);
  if (again && actor.person.role !== 'staff' && chance.often(0.2))
    later(chance.gap(5 * HOUR_MS), () => writes(again, { text: say(words.DISPUTED) }));
  const claim = find(/^c:C-\d+:claim$/);
  const number = claim?.split(':')[1];
  if (claim && number && actor.person.role !== 'staff' && chance.often(0.4))
    later(chance.gap(HOUR_MS), async () => {
      await press(claim);
      await writes(`c:${number}:resolve`, { outcome: 'other', text: chance.pick(words.ANSWERS['zh-Hans']) });
    });
}

/** Now and then someone adds to a case, takes it back, wants it kept from others, or asks how it stands. */
export async function looksAfter({ stage, chance }: Script, actor: Actor): Promise<void> {
  await stage.does(actor, { type: 'command', name: 'cases', text: '' });
  const drawn = chance();
  const say = (of: Readonly<Record<Language, readonly string[]>>): string => chance.pick(of[actor.language]);
  const writes = async (fits: RegExp, answers: Answers, place: ThreadRef = actor.place): Promise<void> => {
    const before = await openOnTop(stage, actor);
    if (!(await presses(stage, actor, fits, place))) return;
    const open = await openOnTop(stage, actor);
    if (open && open.draft !== before?.draft) await fillIn(stage, actor, answers);
  };
  if (drawn < 0.4) await writes(/^c:C-\d+:add$/, { text: say(words.ADDITIONS) });
  else if (drawn < 0.55) await writes(/^c:C-\d+:withdraw$/, { text: chance.often(0.5) ? say(words.ADDITIONS) : '' });
  else if (drawn < 0.7) await presses(stage, actor, /^c:C-\d+:why$/);
}
