/** `/replies`: which quick replies there are, for all staff; whoever may, adds, changes and retires them. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { localise } from '../../core/localise.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { LANGUAGES } from '../../domain/person.ts';
import { languagesOf, type QuickReply } from '../../domain/quick-reply.ts';
import { may } from '../../domain/rights.ts';
import { shorten } from '../cases/case-card.ts';
import { openInDialog, stale } from '../forms.ts';
import { quickReplyForm, variableList, writeQuickReply } from './quick-reply-form.ts';

export const REPLY_BUTTON = 'q';
const LISTED_MAX = 50;
const BUTTONS_MAX = 20;

type Act = 'show' | 'edit' | 'retire' | 'restore';

const buttonId = (id: string, act: Act): string => `${REPLY_BUTTON}:${id}:${act}`;
const NEW_ID = `${REPLY_BUTTON}:new`;

const mayEdit = ({ person }: Context): boolean => may(person, 'quick-replies.edit');

/** `/replies`, or with the name of one. */
export async function showReplies(words: string, context: Context): Promise<Outcome> {
  const all = await context.reads.quickReplies();
  const named = all.find(({ name }) => name === words.trim());
  if (named) return atOnce(oneReply(named, context));
  const listed = all.slice(0, LISTED_MAX);
  const lines: Text[] = [
    say(all.length === 0 ? 'quick.list.none' : 'quick.list', { count: all.length }),
    ...listed.map((one) => listLine(one, context)),
    say('quick.variables', { known: variableList }),
  ];
  const buttons: ReplyButton[] = listed
    .slice(0, BUTTONS_MAX)
    .map(({ id, name }) => ({ id: buttonId(id, 'show'), label: verbatim(name) }));
  if (mayEdit(context)) buttons.push({ id: NEW_ID, label: say('quick.new'), style: 'primary', opens: 'form' });
  return atOnce({ text: { lines }, ...(buttons.length > 0 && { buttons }) });
}

function listLine(reply: QuickReply, { language }: Context): Text {
  const languages = languagesOf(reply);
  const words = verbatim(shorten(reply.texts[language] ?? Object.values(reply.texts)[0] ?? ''));
  const name = verbatim(reply.name);
  if (languages.length === LANGUAGES.length) return say('quick.list.line', { name, words });
  return say('quick.list.partial', {
    name,
    words,
    languages: { list: languages.map((one) => say(`language.name.${one}`)) },
  });
}

function oneReply(reply: QuickReply, context: Context): Reply {
  const { id, name, texts, kinds } = reply;
  const facts = LANGUAGES.map((language) => {
    const text = texts[language];
    return {
      label: say(`language.name.${language}`),
      value: text === undefined ? say('quick.missing') : verbatim(text),
    };
  });
  const forKinds: Text = kinds ? { list: kinds.map((kind) => say(`case.kind.${kind}`)) } : say('quick.kinds.all');
  const buttons: ReplyButton[] = mayEdit(context)
    ? [
        { id: buttonId(id, 'edit'), label: say('quick.edit'), opens: 'form' },
        { id: buttonId(id, 'retire'), label: say('quick.retire'), style: 'danger' },
      ]
    : [];
  return {
    text: verbatim(name),
    facts: [...facts, { label: say('quick.kinds'), value: forKinds }],
    ...(buttons.length > 0 && { buttons }),
  };
}

export async function pressReply(buttonName: string, context: Context): Promise<Outcome> {
  if (!may(context.person, 'desk.read')) return atOnce({ text: say('command.not-allowed') });
  const [, id, act] = /^q:([0-9a-f-]{36}):(show|edit|retire|restore)$/.exec(buttonName) ?? [];
  const found = id === undefined ? undefined : await context.reads.quickReply(id);
  if (buttonName !== NEW_ID && !found) return stale();
  if (found && act === 'show') return atOnce(oneReply(found, context));
  if (!mayEdit(context)) return atOnce({ text: say('command.not-allowed') });
  if (!found) return await openInDialog(quickReplyForm, { opening: '' }, context);
  if (act === 'edit') return await edit(found, context);
  return setRetired(found, act === 'retire', context);
}

async function edit({ id, name, texts, kinds }: QuickReply, context: Context): Promise<Outcome> {
  const { 'zh-Hans': hans, 'zh-Hant': hant, en } = texts;
  const kindWords = kinds?.map((kind) => localise(say(`case.kind.${kind}`), context.language)).join(', ');
  // Without Chinese the English one is the only one.
  const english = hans === undefined && hant === undefined ? { only: en } : { en };
  const given: [field: string, words: string | undefined][] = Object.entries({
    name,
    hans,
    hant,
    ...english,
    kinds: kindWords,
  });
  const answers = Object.fromEntries(given.flatMap(([field, words]) => (words === undefined ? [] : [[field, words]])));
  const leftOut = given.flatMap(([field, words]) => (words === undefined ? [field] : []));
  return await openInDialog(quickReplyForm, { opening: '', args: { reply: id }, answers, leftOut }, context);
}

function setRetired(reply: QuickReply, retires: boolean, { now, person }: Context): Outcome {
  const { id, name } = reply;
  if (retires === (reply.retiredAt !== null)) return stale();
  const next: QuickReply = { ...reply, seq: reply.seq + 1, retiredAt: retires ? now : null };
  return {
    replies: [
      retires
        ? {
            text: say('quick.retired', { name }),
            buttons: [{ id: buttonId(id, 'restore'), label: say('quick.restore') }],
          }
        : { text: say('quick.restored', { name }) },
    ],
    effects: [
      writeQuickReply(next, retires ? 'retired' : 'restored'),
      ...(person ? [{ type: 'needs-rights' as const, person }] : []),
    ],
  };
}
