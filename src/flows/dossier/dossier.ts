/** `/dossier`: what a prospect finds out about a brand before they sign (F01 to F04), in order or by jumping, with buttons or words. */
import { orderDocument } from '../../core/files.ts';
import { atOnce, type Context, type Outcome, othersReadAlong } from '../../core/flow.ts';
import { typedLabels } from '../../core/form/labels.ts';
import { type Reply, say } from '../../core/message.ts';
import { allKeys, type Dossier, type EntryKey, nextOf } from '../../domain/dossier.ts';
import { DOSSIER_PARTS, isDossierItem, partOf } from '../../domain/dossier-items.ts';
import { inquiryOf } from '../../domain/person.ts';
import { phrase } from '../../locales/catalogue.ts';
import { fold } from '../../recognition/fold.ts';
import { wantsInterview } from '../../recognition/interview-wish.ts';
import { readReminderWish } from '../../recognition/reminder-wish.ts';
import { brandCalled, brandsOf, brandText, codeOf } from '../answers/brands.ts';
import { inquiryEffect } from '../answers/inquiry.ts';
import { openInDialog, stale } from '../forms.ts';
import { compareBrands, compareInterviews } from './comparing.ts';
import { pressStaff } from './disclosed-command.ts';
import { countryOf, noteOwn } from './disclosing.ts';
import { disclosureReply } from './disclosure-card.ts';
import { planForm, receiptForm } from './disclosure-forms.ts';
import { beginning, itemText, keyOf, latestOf, ownDossiers, tagOf, write } from './dossier-access.ts';
import { askHeadquarters } from './dossier-answers.ts';
import {
  changedSince,
  DOSSIER_BUTTON,
  dossierOfId,
  itemReply,
  leftReply,
  OPEN_DOSSIER_ID,
  overview,
  parseDossierButton,
  partReply,
  printView,
  worriesReply,
} from './dossier-card.ts';
import { findingForm, flagForm, noteForm, ownForm, profitForm, toldForm } from './dossier-forms.ts';
import { remindEvery, remindInWords, remindReply } from './going-on.ts';
import { interviewReply } from './interview-card.ts';
import { beginInterview, namedInterview, pressInterview } from './interviewing.ts';

const NEW = new RegExp(`^${DOSSIER_BUTTON}:new:([0-9a-f]{8})$`);
/** More have no room below one message. */
const BRANDS_MAX = 20;
const ANOTHER = `${DOSSIER_BUTTON}:another`;

/** What can be typed in place of a button, by its label in any language; in the command an English word will do. */
const WORDS = [
  ['compare', 'dossier.button.brands'],
  ['left', 'dossier.button.left'],
  ['worries', 'dossier.button.worries'],
  ['show', 'dossier.button.show'],
  ['export', 'dossier.button.export'],
  ['disclosure', 'dossier.button.disclosure'],
  ['interview', 'dossier.button.interview'],
] as const;
type Asked = (typeof WORDS)[number][0];

const askedBy = (folded: string): Asked | undefined =>
  WORDS.find(([, label]) => typedLabels(say(label)).includes(folded.replace(/[?？。.!！]+$/, '')))?.[0];

export async function dossierCommand(words: string, context: Context): Promise<Outcome> {
  if (othersReadAlong(context)) return atOnce({ text: say('dossier.not-here') });
  const dossiers = await ownDossiers(context);
  const folded = fold(words);
  const asked = WORDS.find(([word]) => word === folded)?.[0] ?? askedBy(folded);
  const brand = asked || folded === '' ? undefined : brandCalled(folded, await knownBrands(dossiers, context));
  if (brand !== undefined) return await turnTo(brand, dossiers, context);
  const current = currentOf(dossiers, context);
  if (!current) return await choose(dossiers, context);
  if (asked) return await show(asked, current, dossiers, context);
  if (folded === '') return await show('show', current, dossiers, context);
  const part = DOSSIER_PARTS.find((one) => typedLabels(say(`dossier.part.${one}`)).includes(folded));
  if (part) return orStale(partReply(current, part));
  const name = namedInterview(words);
  if (name !== undefined) return await beginInterview(current, wantsInterview(words) ? '' : name, context);
  const key = allKeys(current).find((one) => typedLabels(itemText(current, one)).some((text) => text.includes(folded)));
  if (key) return atOnce(itemReply(current, key, await changedSince(current, context), context));
  const whole = overview(current, othersThan(current, dossiers), await changedSince(current, context), context);
  return atOnce({ ...whole, text: { lines: [say('dossier.unknown'), whole.text] } });
}

/** Words of someone who has a dossier, when they ask what stands in it. Undefined: they are about something else. */
export async function dossierInWords(words: string, context: Context): Promise<Outcome | undefined> {
  const asked = askedBy(fold(words)) ?? (wantsInterview(words) ? 'interview' : undefined);
  const isReminder = readReminderWish(words) !== undefined;
  if (!(asked || isReminder) || othersReadAlong(context)) return undefined;
  const dossiers = await ownDossiers(context);
  const current = currentOf(dossiers, context);
  if (!current) return undefined;
  return asked ? await show(asked, current, dossiers, context) : remindInWords(words, current, context);
}

/** A brand may have a dossier and no policies any more. */
const knownBrands = async (dossiers: readonly Dossier[], context: Context): Promise<string[]> => [
  ...dossiers.map(({ brand }) => brand),
  ...(await brandsOf(context)),
];

/** That of the brand which they have turned to, else the one that they looked after last. */
const currentOf = (dossiers: readonly Dossier[], { person }: Context): Dossier | undefined =>
  (person && latestFor(inquiryOf(person).brand, dossiers)) ?? latestOf(dossiers);

/** Two of one brand are there where two chats were joined. */
const latestFor = (brand: string | null, dossiers: readonly Dossier[]): Dossier | undefined =>
  latestOf(dossiers.filter((one) => one.brand === brand));

async function turnTo(brand: string, dossiers: readonly Dossier[], context: Context): Promise<Outcome> {
  const known = latestFor(brand, dossiers);
  const outcome = known ? await show('show', known, dossiers, context) : await begin(brand, dossiers, context);
  return await aboutBrand(brand, outcome, dossiers, context);
}

/** From now on their questions are about that brand, too. */
async function aboutBrand(brand: string, outcome: Outcome, dossiers: readonly Dossier[], context: Context) {
  const isOneOfSeveral = dossiers.length > 1 || (await brandsOf(context)).length > 1;
  const kept = context.person && isOneOfSeveral ? inquiryEffect(context.person, { brand }) : [];
  return { ...outcome, effects: [...outcome.effects, ...kept] };
}

const othersThan = ({ id }: Dossier, dossiers: readonly Dossier[]): Dossier[] =>
  dossiers.filter((one) => one.id !== id);

async function show(asked: Asked, current: Dossier, dossiers: readonly Dossier[], context: Context): Promise<Outcome> {
  if (asked === 'left') return atOnce(leftReply(current));
  if (asked === 'export') return exported(current, context);
  if (asked === 'compare') return compareBrands(dossiers, context);
  if (asked === 'disclosure') return atOnce(disclosureReply(current, context));
  if (asked === 'worries') return atOnce(worriesReply(current, context));
  if (asked === 'interview') return await beginInterview(current, '', context);
  const whole = overview(current, othersThan(current, dossiers), await changedSince(current, context), context);
  return atOnce(await withAnother(whole, dossiers, context));
}

/** Other brands are one tap away. */
async function withAnother(whole: Reply, dossiers: readonly Dossier[], context: Context): Promise<Reply> {
  if ((await brandsWithout(dossiers, context)).length === 0) return whole;
  return { ...whole, buttons: [...(whole.buttons ?? []), { id: ANOTHER, label: say('dossier.button.another') }] };
}

const brandsWithout = async (dossiers: readonly Dossier[], context: Context): Promise<string[]> =>
  (await brandsOf(context)).filter((brand) => !dossiers.some((one) => one.brand === brand));

/** With one brand there is nothing to choose. */
async function choose(dossiers: readonly Dossier[], context: Context): Promise<Outcome> {
  const brands = await brandsWithout(dossiers, context);
  const [only, other] = brands;
  if (only !== undefined && other === undefined) return await turnTo(only, dossiers, context);
  const buttons = brands.slice(0, BRANDS_MAX).map((brand) => ({ id: dossierOfId(brand), label: brandText({ brand }) }));
  return buttons.length > 0 ? atOnce({ text: say('dossier.choose'), buttons }) : stale();
}

async function begin(brand: string, dossiers: readonly Dossier[], context: Context): Promise<Outcome> {
  if (!context.person) return stale();
  const written = write(beginning(brand, context.person.id, context), { type: 'begin' }, context);
  if (written.refused) return stale();
  const whole = overview(written.dossier, dossiers, new Set(), context);
  const asked = remindReply(written.dossier);
  // The dossier comes last, so that a number that is typed is one of its buttons.
  const begun: Reply = { ...asked, text: { lines: [say('dossier.begun'), asked.text] } };
  const reply = await withAnother(whole, [...dossiers, written.dossier], context);
  return { replies: [begun, reply], effects: [written.effect] };
}

export async function pressDossier(id: string, context: Context): Promise<Outcome> {
  const byStaff = await pressStaff(id, context);
  if (byStaff) return byStaff;
  if (othersReadAlong(context)) return atOnce({ text: say('dossier.not-here') });
  if (id === OPEN_DOSSIER_ID) return await dossierCommand('', context);
  const dossiers = await ownDossiers(context);
  if (id === ANOTHER) return await choose(dossiers, context);
  const [, chosen] = NEW.exec(id) ?? [];
  if (chosen !== undefined) {
    const brand = (await brandsOf(context)).find((one) => codeOf(one) === chosen);
    return brand === undefined ? stale() : await turnTo(brand, dossiers, context);
  }
  const button = parseDossierButton(id);
  const dossier = button && dossiers.find((one) => tagOf(one) === button.tag);
  if (!button || !dossier) return stale();
  const { act, ref } = button;
  switch (act) {
    case 'show':
      return await aboutBrand(dossier.brand, await show(act, dossier, dossiers, context), dossiers, context);
    case 'left':
    case 'worries':
      return await show(act, dossier, dossiers, context);
    case 'part':
      return orStale(partReply(dossier, ref));
    case 'talk':
      return orStale(interviewReply(dossier, Number(ref)));
    case 'compare':
      return compareInterviews(dossier, context);
    case 'brands':
      return compareBrands(dossiers, context);
    case 'own':
      return await openInDialog(ownForm, { opening: '', args: { dossier: tagOf(dossier) } }, context);
    case 'interview':
      return await pressInterview(dossier, ref, context);
    case 'export':
      return exported(dossier, context);
    case 'disclosure':
      return atOnce(disclosureReply(dossier, context));
    case 'received':
    case 'receipt':
      return await receive(act, dossier, context);
    case 'remind':
      return /^\d{1,2}$/.test(ref) ? remindEvery(Number(ref), dossier, context) : atOnce(remindReply(dossier));
    case 'plan':
      return await openInDialog(planForm, { opening: '', args: { dossier: tagOf(dossier) } }, context);
    default: {
      const key = keyOf(dossier, ref);
      return key ? await onItem(act, dossier, key, ref, context) : stale();
    }
  }
}

/** Whoever confirms the day is asked for the country, if nobody has said it. */
async function receive(act: 'received' | 'receipt', dossier: Dossier, context: Context): Promise<Outcome> {
  const { disclosure } = dossier;
  const country = await countryOf(dossier, dossier.personId, context);
  if (act === 'received' && disclosure?.country) return await noteOwn(dossier, { type: 'confirm' }, context);
  const day = act === 'received' ? disclosure?.receivedOn : undefined;
  const answers = { ...(day !== undefined && { day }), ...(country !== null && { country }) };
  return await openInDialog(receiptForm, { opening: '', args: { dossier: tagOf(dossier) }, answers }, context);
}

/** To read, and as a table; both are read when they are made. */
function exported(dossier: Dossier, context: Context): Outcome {
  const { person, zone, language, now, id } = context;
  if (!person) return stale();
  const order = { dossier: dossier.id, reader: person.id, zone: person.zone ?? zone, language, now };
  const name = phrase(language, 'dossier.file');
  const text = orderDocument({
    ...{ id: id('dossier'), name: `${name}.md`, mediaType: 'text/markdown', personId: person.id },
    source: { type: 'dossier', ...order },
  });
  const table = orderDocument({
    ...{ id: id('dossier table'), name: `${name}.csv`, mediaType: 'text/csv', personId: person.id },
    source: { type: 'dossier-table', ...order },
  });
  const reply: Reply = {
    text: say('dossier.export.text', { brand: brandText(dossier) }),
    attachments: [text.attachment, table.attachment],
    print: printView(dossier),
  };
  return { replies: [reply], effects: [text.effect, table.effect] };
}

const orStale = (reply: Reply | undefined): Outcome => (reply ? atOnce(reply) : stale());

type ItemAct = 'item' | 'next' | 'ask' | 'find' | 'note' | 'verify' | 'flag' | 'unflag';

async function onItem(act: ItemAct, dossier: Dossier, key: EntryKey, ref: string, context: Context): Promise<Outcome> {
  const beginning = { opening: '', args: { dossier: tagOf(dossier), ref } };
  switch (act) {
    case 'item':
      return atOnce(itemReply(dossier, key, await changedSince(dossier, context), context));
    case 'next': {
      const next = nextOf(dossier, key);
      if (!next) return atOnce(leftReply(dossier));
      return atOnce(itemReply(dossier, next, await changedSince(dossier, context), context));
    }
    case 'ask':
      return await askHeadquarters(dossier, key, context);
    case 'find':
      return await openInDialog(findingFormFor(key), beginning, context);
    case 'note':
      return await openInDialog(noteForm, beginning, context);
    case 'flag':
      return await openInDialog(flagForm, beginning, context);
    case 'verify':
    case 'unflag': {
      const written = write(dossier, { type: act, key }, context);
      if (written.refused) return atOnce({ text: say(`dossier.no.${written.refused}`) });
      const changed = await changedSince(dossier, context);
      return { replies: [itemReply(written.dossier, key, changed, context)], effects: [written.effect] };
    }
    default:
      return act satisfies never;
  }
}

function findingFormFor({ item }: EntryKey) {
  if (item === 'hq-profit') return profitForm;
  return isDossierItem(item) && partOf(item) === 'interviews' ? toldForm : findingForm;
}
