/** How a quick reply is written: a name, a text in each language of which one is enough, and for which kinds of case. What stands in braces must be a variable. */
import { z } from 'zod';
import type { Effect } from '../../core/flow.ts';
import { answerOf, type Field, type Form, type Values } from '../../core/form/definition.ts';
import { textField } from '../../core/form/fields.ts';
import { typedLabels } from '../../core/form/labels.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import { CASE_KINDS, type CaseKind } from '../../domain/case.ts';
import { isOffered, type QuickReply, unknownVariables, VARIABLES } from '../../domain/quick-reply.ts';
import { may } from '../../domain/rights.ts';
import { fold } from '../../recognition/fold.ts';
import { QUICK_REPLY, quickReplyWords } from './reader.ts';

const NAME_MAX = 40;
const TEXT_MAX = 1500;
/** As many as a list in a dialog can still be looked through, and a conversation can keep. */
const OFFERED_MAX = 24;

export const variableList: Text = verbatim(VARIABLES.map((one) => `{${one}}`).join(' '));

function nameField(): Field<string> {
  const field = textField({ label: 'quick.name', ask: 'quick.name.ask', example: 'quick.name.example', max: NAME_MAX });
  return {
    ...field,
    async read(words, scope) {
      const others = (await scope.reads.quickReplies()).filter(({ id }) => id !== scope.args.reply);
      const taken = others.some(({ name }) => fold(name) === fold(words));
      return taken ? { problem: say('quick.name.taken', { name: words }) } : field.read(words, scope);
    },
  };
}

function bodyField(language: 'zh-Hans' | 'zh-Hant' | 'en', options: Pick<Field, 'skip' | 'when'>): Field<string> {
  const { skip, when } = options;
  const field = textField({
    label: `language.name.${language}`,
    ask: `quick.text.${language}`,
    ...(skip && { skip }),
    ...(when && { when }),
    max: TEXT_MAX,
  });
  return {
    ...field,
    read(words, scope) {
      const unknown = unknownVariables(words);
      if (unknown.length === 0) return field.read(words, scope);
      const names = verbatim(unknown.map((one) => `{${one}}`).join(' '));
      return { problem: say('quick.variables.unknown', { names, known: variableList }) };
    },
  };
}

const kindNames: Text = { list: CASE_KINDS.map((kind) => say(`case.kind.${kind}`)) };
const kindList = z.array(z.enum(CASE_KINDS)).min(1);

/** Several kinds in one answer, by their names in any language. */
const kindsField: Field<CaseKind[]> = {
  label: 'quick.kinds',
  ask: 'quick.kinds.ask',
  skip: 'quick.kinds.all',
  schema: kindList,
  read(words) {
    const kinds = new Set<CaseKind>();
    for (const part of words.split(/[,，、;；\n]|\s(?:and|or)\s/u).map(fold)) {
      const kind = CASE_KINDS.find((one) => one === part || typedLabels(say(`case.kind.${one}`)).includes(part));
      if (!kind) return { problem: say('quick.kinds.unknown', { known: kindNames }) };
      kinds.add(kind);
    }
    return { value: CASE_KINDS.filter((kind) => kinds.has(kind)) };
  },
  show: (kinds) => ({ list: kinds.map((kind) => say(`case.kind.${kind}`)) }),
};

const isGiven = (values: Values, name: string): boolean => typeof values[name] === 'string';
const inChinese = (values: Values): boolean => isGiven(values, 'hans') || isGiven(values, 'hant');

const fields = {
  name: nameField(),
  hans: bodyField('zh-Hans', { skip: 'quick.text.none' }),
  hant: bodyField('zh-Hant', { skip: 'quick.text.none' }),
  en: bodyField('en', { skip: 'quick.text.none', when: inChinese }),
  /** One is needed, and this is the last. */
  only: bodyField('en', { when: (values) => !inChinese(values) }),
  kinds: kindsField,
};

export const quickReplyForm: Form = {
  name: 'quick-reply',
  version: 1,
  title: 'quick.title',
  fields,
  submit: 'quick.save',
  about: async () => [say('quick.variables', { known: variableList })],
  async complete({ values, args }, context) {
    const { person, reads, now } = context;
    if (!person || !may(person, 'quick-replies.edit'))
      return { replies: [{ text: say('command.not-allowed') }], effects: [] };
    const before = args.reply === undefined ? undefined : await reads.quickReply(args.reply);
    if (args.reply !== undefined && !before) return { replies: [{ text: say('quick.gone') }], effects: [] };
    const en = answerOf(values, 'en', fields.en) ?? answerOf(values, 'only', fields.only);
    const hans = answerOf(values, 'hans', fields.hans);
    const hant = answerOf(values, 'hant', fields.hant);
    const next: QuickReply = {
      id: before?.id ?? context.id('quick reply'),
      seq: (before?.seq ?? 0) + 1,
      name: answerOf(values, 'name', fields.name) ?? '',
      texts: {
        ...(hans !== null && { 'zh-Hans': hans }),
        ...(hant !== null && { 'zh-Hant': hant }),
        ...(en !== null && { en }),
      },
      kinds: answerOf(values, 'kinds', fields.kinds),
      retiredAt: null,
      createdAt: before?.createdAt ?? now,
    };
    const saved: Reply = { text: say('quick.saved', { name: next.name }) };
    return {
      replies: [saved],
      effects: [writeQuickReply(next, before ? 'changed' : 'added'), { type: 'needs-rights', person }],
    };
  },
};

/** The journal has the row as it then is, so that every change can be told. */
export const writeQuickReply = (reply: QuickReply, kind: 'added' | 'changed' | 'retired' | 'restored'): Effect => {
  const { name, texts, kinds } = reply;
  return { type: 'quick-reply', reply, entry: { kind, body: { name, texts: { ...texts }, kinds } } };
};

/** Which quick reply to begin with; the words that come of it are the writer's to change. */
export const quickReplyField = (into: string): Field<string> => ({
  label: 'quick.choose',
  ask: 'quick.choose.ask',
  skip: 'quick.choose.none',
  offered: true,
  begins: { field: into, words: quickReplyWords },
  schema: z.string(),
  async read(words, { reads }) {
    const all = await reads.quickReplies();
    const found = all.find(({ id }) => id === words) ?? all.find(({ name }) => fold(name) === fold(words));
    return found ? { value: found.id } : { problem: say('form.not-a-choice') };
  },
  show: verbatim,
});

/** Those that are for the kind of the case. */
export const offerQuickReplies: NonNullable<Form['offer']> = async (args, { reads }) => {
  const [current, all] = await Promise.all([reads.caseByNumber(args.case ?? ''), reads.quickReplies()]);
  const offered = current ? all.filter((one) => isOffered(one, current.kind)).slice(0, OFFERED_MAX) : [];
  return { [QUICK_REPLY]: offered.map(({ id, name }) => ({ value: id, label: { verbatim: name } })) };
};
