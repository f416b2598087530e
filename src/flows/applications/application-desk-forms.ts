/** What those who decide write: a question, an invitation, until when to wait, and why an application is declined. */
import { z } from 'zod';
import type { Context } from '../../core/flow.ts';
import { answerOf, type Field, type Form } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { wordsForm } from '../../core/form/words-form.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import { type Application, DECLINE_REASONS } from '../../domain/application.ts';
import { addDays, dateAt } from '../../domain/business-time.ts';
import { readWish } from '../../recognition/wish.ts';
import { brandText } from '../answers/brands.ts';
import { type WishValue, wishField } from '../callbacks/callback-fields.ts';
import { wordsField } from '../fields.ts';
import { applicationToDecide } from './application-access.ts';
import { dayText } from './application-card.ts';
import { decide, toldText } from './application-desk.ts';

const TEXT_MAX = 800;
const NOTE_MAX = 500;

const text = textField({
  label: 'application.text',
  ask: 'application.text.ask',
  skip: 'application.text.skip',
  max: TEXT_MAX,
});
const note = textField({
  label: 'application.note',
  ask: 'application.note.ask',
  skip: 'application.note.skip',
  max: NOTE_MAX,
});

type About = NonNullable<Form['about']>;

/** Whose application it is stands above, and what the applicant will read. */
const about =
  (told?: (current: Application, context: Context) => Text): About =>
  async ({ application = '' }, _, context) => {
    const current = await applicationToDecide(application, context);
    if (!current) return [];
    const whose = say('application.about', {
      brand: brandText(current),
      region: verbatim(current.answers?.region ?? ''),
    });
    return [whose, ...(told ? [say('application.reads', { text: told(current, context) })] : [])];
  };

export const askForm = wordsForm({
  name: 'application-ask',
  title: 'application.ask.title',
  text: wordsField({ label: 'application.ask.text', ask: 'application.ask.text.ask', max: TEXT_MAX }),
  submit: 'application.submit',
  about: about(),
  act: async ({ text: words }, { args }, context) => {
    const act = (byId: string) => ({ type: 'ask', text: words, byId }) as const;
    return await decide(args.application ?? '', args.seq ?? '', { act, words: null, written: [words] }, context);
  },
});

const inviteFields = {
  how: choiceField({
    label: 'application.invite.how',
    ask: 'application.invite.how.ask',
    values: ['they', 'we'] as const,
    labelOf: (value) => `application.invite.how.${value}`,
  }),
  when: {
    ...wishField({
      label: 'application.invite.when',
      ask: 'application.invite.when.ask',
      example: 'call.when.example',
    }),
    when: ({ how }) => how === 'we',
  } satisfies Field<WishValue>,
  text,
};

const inviteForm: Form = {
  name: 'application-invite',
  version: 1,
  title: 'application.invite.title',
  fields: inviteFields,
  submit: 'application.submit',
  about: about((current, { zone }) => toldText(current, { type: 'invite' }, zone)),
  complete: async ({ values, args }, context) => {
    const words = answerOf(values, 'text', text);
    const byUs = answerOf(values, 'how', inviteFields.how) === 'we';
    const when = byUs ? answerOf(values, 'when', inviteFields.when) : null;
    const act = (byId: string) => ({ type: 'invite', note: null, byId }) as const;
    const decided = { act, words, written: [words], ...(when && { when }) };
    return await decide(args.application ?? '', args.seq ?? '', decided, context);
  },
};

/** In calendar days. */
const SOON = { weeks: 14, month: 30, quarter: 91 } as const;

const soonField = choiceField({
  label: 'application.wait.until',
  ask: 'application.wait.until.ask',
  values: ['weeks', 'month', 'quarter', 'day'] as const,
  labelOf: (value) => `application.wait.${value}`,
});

/** A day that is still to come, on headquarters' calendar. */
const dayField: Field<string> = {
  label: 'application.wait.day',
  ask: 'application.wait.day.ask',
  example: 'application.wait.day.example',
  schema: z.string(),
  when: ({ soon }) => soon === 'day',
  read(words, { now, callRules }) {
    const { zone } = callRules.calendar;
    const wish = readWish(words, { now, zone, hours: callRules.calendar });
    if ('ok' in wish) {
      const day = dateAt(wish.ok.from, zone);
      return day > dateAt(now, zone) ? { value: day } : { problem: say('apply.no.day-past') };
    }
    if (wish.problem === 'past') return { problem: say('apply.no.day-past') };
    const candidates = wish.problem === 'ambiguous' ? wish.candidates : [];
    return {
      problem: say('application.wait.day.not-understood'),
      suggestions: candidates.slice(0, 3).map(({ from }) => {
        return { value: dateAt(from, zone), label: { instant: from, zone, dateOnly: true } };
      }),
    };
  },
  show: (day) => dayText(day, 'UTC'),
};

const waitFields = {
  soon: soonField,
  until: dayField,
  note: wordsField({ label: 'application.note', ask: 'application.note.ask', max: NOTE_MAX }),
  text,
};

const waitForm: Form = {
  name: 'application-wait',
  version: 1,
  title: 'application.wait.title',
  fields: waitFields,
  submit: 'application.submit',
  about: about(),
  complete: async ({ values, args }, context) => {
    const today = dateAt(context.now, context.zone);
    const soon = answerOf(values, 'soon', soonField) ?? 'day';
    const until = soon === 'day' ? (answerOf(values, 'until', dayField) ?? '') : addDays(today, SOON[soon]);
    const why = answerOf(values, 'note', waitFields.note) ?? '';
    const words = answerOf(values, 'text', text);
    const act = (byId: string) => ({ type: 'wait', until, today, note: why, byId }) as const;
    return await decide(args.application ?? '', args.seq ?? '', { act, words, written: [why, words] }, context);
  },
};

const declineFields = {
  reason: choiceField({
    label: 'application.decline.reason',
    ask: 'application.decline.reason.ask',
    values: DECLINE_REASONS,
    labelOf: (value) => `application.decline.${value}`,
  }),
  why: wordsField({
    label: 'application.note',
    ask: 'application.note.ask',
    max: NOTE_MAX,
    when: ({ reason }) => reason === 'other',
  }),
  note: { ...note, when: ({ reason }) => reason !== 'other' } satisfies Field<string>,
  text,
};

const declineForm: Form = {
  name: 'application-decline',
  version: 1,
  title: 'application.decline.title',
  fields: declineFields,
  submit: 'application.submit',
  about: about((current, { zone }) => toldText(current, { type: 'decline' }, zone)),
  complete: async ({ values, args }, context) => {
    const reason = answerOf(values, 'reason', declineFields.reason) ?? 'other';
    const why = answerOf(values, reason === 'other' ? 'why' : 'note', note);
    const words = answerOf(values, 'text', text);
    const act = (byId: string) => ({ type: 'decline', reason, note: why, byId }) as const;
    return await decide(args.application ?? '', args.seq ?? '', { act, words, written: [why, words] }, context);
  },
};

export const DESK_FORM_OF = { ask: askForm, invite: inviteForm, wait: waitForm, decline: declineForm } as const;
export const APPLICATION_DESK_FORMS: readonly Form[] = Object.values(DESK_FORM_OF);
