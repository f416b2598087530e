/** All answers of a form at once. */
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/adapter.ts';
import type { DialogInput } from '../../src/core/event.ts';
import type { Dialog, DialogField } from '../../src/core/message.ts';
import type { Language } from '../../src/domain/person.ts';
import { aCase, answerUpTo, aQuickReply } from '../support/complaints.ts';
import { type Chat, chatRoom, type Speaker } from '../support/flows.ts';
import { withoutEffect } from '../support/without-effect.ts';

const REVIEW = 'Complaint: please check everything before it is sent.';

const open = chatRoom();

const GOOD = {
  what: 'The milk was sour',
  complainant: 'self',
  when: 'yesterday at 3 pm',
  outlet: 'BJ001',
  who: '',
  how: '',
  group: 'goods',
  cause: 'expired',
  name: 'Ada',
  phone: '13800138000',
};

/** A complaint filled in all at once, as a platform sends it. */
const fills = (person: Speaker, values: Record<string, string>, others: Partial<DialogInput> = {}): Promise<Answer> =>
  person.does({ type: 'dialog', form: 'complaint', values, files: { files: [] }, ...others });

// biome-ignore lint/suspicious/noThenProperty: what was done with a dialog; nobody awaits it
const LEFT = { then: 'leave' } as const;
// biome-ignore lint/suspicious/noThenProperty: as above
const CHANGED = { then: 'refresh' } as const;

function dialogIn({ immediate }: Answer): Dialog {
  const [item] = immediate;
  const dialog = item && item.type !== 'message' ? item.dialog : undefined;
  if (!dialog) throw new Error(`no dialog: ${JSON.stringify(immediate)}`);
  return dialog;
}

const field = (dialog: Dialog, name: string): DialogField | undefined => dialog.fields.find((one) => one.name === name);

const problemsIn = ({ immediate }: Answer): unknown =>
  immediate.map((item) => (item.type === 'problems' ? item.problems : item.type));

const withDialogs = (language: Language = 'en'): Promise<Chat> => open({ dialogs: true, language });

describe('a dialog', () => {
  it('says what is wrong with which field, keeps the rest, and is completed', async () => {
    const chat = await open();
    const { franchisee } = chat;
    const answer = await fills(franchisee, { ...GOOD, when: '30 February', phone: '12', what: ' ' });
    expect(problemsIn(answer)).toEqual([
      [
        { field: 'what', text: 'This answer is needed.' },
        { field: 'when', text: 'There is no such date or time.' },
        { field: 'phone', text: 'That number is too short.' },
      ],
    ]);
    const dialog = dialogIn(answer);
    // What was typed stays, also what is wrong.
    expect(field(dialog, 'when')).toMatchObject({ value: '30 February', problem: 'There is no such date or time.' });
    expect(field(dialog, 'outlet')).toMatchObject({ value: 'BJ001' });
    await fills(franchisee, { what: 'Sour', when: GOOD.when, phone: GOOD.phone }, { draft: dialog.draft });
    expect(franchisee.last().text).toBe(REVIEW);
    expect(franchisee.last().facts?.map(({ value }) => value)).toEqual([
      'Sour',
      'A shopper in person',
      'Tue, 17 March 2026 at 15:00',
      '朝阳路店 (BJ001)',
      'left out',
      'left out',
      'Goods',
      'Past its date',
      'left out',
      'Ada',
      '+86 138 0013 8000',
    ]);
    await franchisee.presses('Send to headquarters');
    expect(await chat.cases()).toHaveLength(1);
  });

  it('stays open, with what was typed, for a question that an answer has made necessary', async () => {
    const { franchisee } = await open();
    const { name: _, phone: __, ...rest } = GOOD;
    const answer = await fills(franchisee, { ...rest, complainant: 'shopper' });
    expect(problemsIn(answer)).toEqual([[]]);
    const dialog = dialogIn(answer);
    expect(dialog.fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['intake', 'shopperName', 'shopperPhone']),
    );
    await fills(
      franchisee,
      { intake: 'store', shopperName: 'Eve', shopperPhone: '13900139000' },
      { draft: dialog.draft },
    );
    expect(franchisee.heard().map(({ text }) => text)).toEqual([REVIEW]);
  });

  it('left with problems is met in the chat with a question first', async () => {
    const { franchisee } = await open();
    await fills(franchisee, { ...GOOD, when: 'dunno' });
    await franchisee.says('the till was broken too');
    expect(franchisee.last().text).toContain('Continue, or begin again?');
    await franchisee.presses('Continue');
    expect(franchisee.last().text).toContain('When did it happen?');
  });

  it('for a reply goes to the case that it was opened for, whichever is open now', async () => {
    const chat = await open();
    const first = await aCase(chat);
    const second = await aCase(chat, 'The bread was hard');
    for (const number of [first, second]) await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/reply ${first}`);
    const draft = (await chat.desk.frames()).at(-1)?.draft ?? '';
    await chat.desk.says(`/reply ${second}`);
    await chat.desk.submits('reply', { text: 'About the first' }, draft);
    await chat.desk.presses('Send it');
    expect(chat.franchisee.last().text).toContain(`${first}, from Dora:\nAbout the first`);
  });

  it.each([
    ['of a form that does not exist', 'nonsense', undefined],
    ['of a form that begins with a case', 'resolve', undefined],
    ['for a draft of someone else', 'complaint', '00000000-0000-8000-8000-000000000000'],
  ])('%s has no effect', async (_, form, draft) => {
    const chat = await open();
    await chat.franchisee.says('/complaint');
    await withoutEffect(chat, chat.franchisee, () => chat.franchisee.submits(form, { text: 'x', what: 'x' }, draft));
  });

  it('is offered only where the channel has dialogs', async () => {
    const chat = await open();
    await chat.franchisee.says('/complaint');
    expect(JSON.stringify(chat.franchisee.all())).not.toContain('opens');
  });

  it.each<[Language, string, string, string]>([
    ['en', 'Fill in as a form', 'Which store', 'Check and send'],
    ['zh-Hans', '用表单填写', '门店', '下一步'],
    ['zh-Hant', '用表單填寫', '門市', '下一步'],
  ])('opens from any question with what is there, and writes nothing (%s)', async (language, label, outlet, submit) => {
    const chat = await withDialogs(language);
    const { franchisee } = chat;
    await franchisee.says('/complaint The till charged me too much yesterday at 3 pm, BJ001');
    expect(franchisee.last().buttons?.at(-1)).toMatchObject({ label, opens: 'dialog' });
    const before = await chat.stored();
    const answer = await franchisee.presses(label);
    expect(answer.status).toBe('read');
    expect(await chat.stored()).toBe(before);
    const dialog = dialogIn(answer);
    expect(dialog).toMatchObject({ form: 'complaint', submit });
    expect(field(dialog, 'outlet')).toMatchObject({ type: 'line', optional: false, value: '朝阳路店 (BJ001)' });
    expect(JSON.stringify(field(dialog, 'outlet'))).toContain(outlet);
    expect(field(dialog, 'what')).toMatchObject({ type: 'text', max: 2000 });
    expect(field(dialog, 'complainant')).toMatchObject({ type: 'choice', refreshes: true });
    expect(field(dialog, 'group')?.refreshes).toBe(true);
    expect(field(dialog, 'phone')?.refreshes).toBeUndefined();
    expect(field(dialog, 'cause')?.choices).toEqual([]);
    expect(field(dialog, 'files')).toMatchObject({ type: 'files', optional: true });
  });

  it('shows what these values lead to, and keeps nothing of them', async () => {
    const chat = await withDialogs();
    const { franchisee } = chat;
    await franchisee.says('/complaint The milk was sour');
    const { draft } = dialogIn(await franchisee.presses('Fill in as a form'));
    const before = await chat.stored();
    const values = { complainant: 'shopper', when: 'nonsense', group: 'goods', cause: 'staff', what: '' };
    const dialog = dialogIn(await fills(franchisee, values, { draft, ...CHANGED }));
    expect(await chat.stored()).toBe(before);
    expect(field(dialog, 'shopperName')).toBeDefined();
    expect(field(dialog, 'name')).toBeUndefined();
    expect(field(dialog, 'when')).toMatchObject({ value: 'nonsense' });
    expect(field(dialog, 'when')?.problem).toBeUndefined();
    expect(field(dialog, 'cause')?.choices?.length).toBeGreaterThan(1);
    // What is none of the choices is not chosen.
    expect(field(dialog, 'cause')?.value).toBeUndefined();
  });

  it('that nothing was begun with is shown anew without a draft, and closed without a word', async () => {
    const chat = await withDialogs();
    const { franchisee } = chat;
    const before = await chat.stored();
    const dialog = dialogIn(await fills(franchisee, { complainant: 'shopper' }, { ...CHANGED }));
    expect(dialog.draft).toBe('');
    const answer = await fills(franchisee, { what: ' ', who: '' }, { draft: '', ...LEFT });
    expect(answer.immediate).toEqual([]);
    expect(await chat.stored()).toBe(before);
  });

  it('left half-way keeps what is good, goes on step by step, and opens again', async () => {
    const chat = await withDialogs();
    const { franchisee } = chat;
    await franchisee.says('/complaint The milk was sour');
    const { draft } = dialogIn(await franchisee.presses('Fill in as a form'));
    await fills(franchisee, { complainant: 'self', when: '30 February', outlet: 'BJ001', who: '' }, { draft, ...LEFT });
    expect(franchisee.last().text).toBe('There is no such date or time.\n(4 of 10) When did it happen?');
    await franchisee.says('yesterday at 3 pm');
    expect(franchisee.last().text).toContain('Who was involved?');
    const dialog = dialogIn(await franchisee.presses('Fill in as a form'));
    expect(field(dialog, 'when')?.value).toBe('Tue, 17 March 2026 at 15:00');
    const values = Object.fromEntries(dialog.fields.map(({ name, value = '' }) => [name, value]));
    // A day later the words that it shows still mean the same.
    chat.passHours(3);
    await fills(franchisee, { ...values, group: 'goods', cause: 'expired', phone: GOOD.phone }, { draft });
    expect(franchisee.last().text).toBe(REVIEW);
    expect(franchisee.last().facts?.[2]?.value).toBe('Tue, 17 March 2026 at 15:00');
  });

  it('never sends by being left', async () => {
    const chat = await withDialogs();
    const number = await aCase(chat);
    await chat.desk.says(`/note ${number}`);
    const answer = await chat.desk.presses('Fill in as a form');
    const { draft, title } = dialogIn(answer);
    expect(title).toBe(`Note · ${number}`);
    await chat.desk.does({ type: 'dialog', form: 'note', draft, values: { text: 'Unfinished' }, ...LEFT });
    expect(chat.desk.last().text).toContain('Your answer so far: Unfinished');
    await chat.desk.submits('note', { text: 'Finished' }, draft);
    expect(await chat.desk.frames()).toEqual([]);
    const again = () => chat.desk.submits('note', { text: 'Finished' }, draft);
    await withoutEffect(chat, chat.desk, again);
  });

  it('sent twice is one complaint', async () => {
    const chat = await withDialogs();
    const { franchisee } = chat;
    await Promise.all([fills(franchisee, GOOD), fills(franchisee, GOOD)]);
    expect(await chat.sql('select count(*)::int from draft')).toEqual([['1']]);
    await franchisee.presses('Send to headquarters');
    expect(await chat.cases()).toHaveLength(1);
  });

  it('of a form below another takes its place', async () => {
    const chat = await withDialogs();
    const number = await aCase(chat);
    const { desk } = chat;
    await desk.says('/complaint The bread was hard');
    await desk.says(`/note ${number}`);
    const [button] = desk.all().flatMap(({ buttons = [] }) => buttons.filter(({ opens }) => opens === 'dialog'));
    const dialog = dialogIn(await desk.forges(button?.id ?? ''));
    expect(dialog.form).toBe('complaint');
    await fills(desk, { complainant: 'self' }, { draft: dialog.draft, ...LEFT });
    expect(desk.last().text).toContain('When did it happen?');
    expect((await desk.frames()).map(({ flow }) => flow)).toEqual(['note', 'complaint']);
  });

  it('that a card’s button opens is the form itself, and leaves nothing when it is closed empty', async () => {
    const chat = await withDialogs();
    const number = await aCase(chat);
    const { desk } = chat;
    await desk.says('/complaint The bread was hard');
    await desk.presses('Claim');
    const before = desk.all().length;
    const dialog = dialogIn(await desk.presses('Reply'));
    expect(dialog.title).toBe(`Reply · ${number}`);
    expect(dialog.about).toMatch(/^Answer due .*\nThe person reads English\.$/);
    expect(desk.all()).toHaveLength(before);
    // What is written meanwhile is meant for what is open in the chat.
    await desk.says('A shopper in person');
    expect(desk.last().text).toContain('When did it happen?');
    await fills(desk, { text: ' ' }, { form: 'reply', draft: dialog.draft, ...LEFT });
    expect((await desk.frames()).map(({ flow }) => flow)).toEqual(['complaint']);
    expect(await chat.sql("select count(*)::int from draft where flow = 'reply' and status = 'open'")).toEqual([['0']]);
  });

  it('that a card’s button opens goes on in the chat once something stands in it, to the preview or the question', async () => {
    const chat = await withDialogs();
    const number = await aCase(chat);
    const { desk } = chat;
    await desk.presses('Claim');
    const { draft } = dialogIn(await desk.presses('Reply'));
    expect(dialogIn(await desk.presses('Reply')).draft).toBe(draft);
    await fills(desk, { text: '我們會儘快處理' }, { form: 'reply', draft });
    expect(desk.last().text).toContain('looks like Traditional Chinese, and the person reads English');
    await desk.presses('Send it');
    expect(chat.franchisee.last().text).toContain('我們會儘快處理');
    const other = dialogIn(await desk.presses('Resolve'));
    await fills(desk, { outcome: 'other', text: '' }, { form: 'resolve', draft: other.draft, ...LEFT });
    expect(desk.last().text).toContain('What is the answer to the person?');
    expect(desk.last().text).toContain(`Case ${number}`);
  });

  it('is filled in by a quick reply, whose words can be changed, and another one takes their place', async () => {
    const chat = await withDialogs();
    await aCase(chat);
    await chat.store.seed({
      people: [],
      accounts: [],
      outlets: [],
      timers: [],
      quickReplies: [
        aQuickReply('Later', { en: 'Dear {name}, {number} takes longer.' }),
        aQuickReply('Photos', { en: 'Photos of {store}, please. {agent}' }),
      ],
    });
    const { desk } = chat;
    await desk.presses('Claim');
    const dialog = dialogIn(await desk.presses('Reply'));
    const choices = field(dialog, 'quick')?.choices ?? [];
    expect(choices.map(({ label }) => label)).toEqual(['Later', 'Photos']);
    const [later = '', photos = ''] = choices.map(({ value }) => value);
    const refreshed = async (values: Record<string, string>) =>
      field(dialogIn(await fills(desk, values, { form: 'reply', draft: dialog.draft, ...CHANGED })), 'text')?.value;
    const words = `Dear Ada, ${(await chat.cases())[0]?.number} takes longer.`;
    expect(await refreshed({ quick: later, text: '' })).toBe(words);
    expect(await refreshed({ quick: photos, text: words })).toBe('Photos of 朝阳路店, please. Dora');
    expect(await refreshed({ quick: photos, text: 'My own words' })).toBe('My own words');
    await fills(desk, { quick: later, text: `${words} Sorry.` }, { form: 'reply', draft: dialog.draft });
    expect(desk.last().facts).toEqual([{ label: 'The person will read', value: `${words} Sorry.` }]);
  });

  it('of someone else is not opened', async () => {
    const chat = await withDialogs();
    await chat.franchisee.says('/complaint');
    await chat.neighbour.says('/complaint');
    const id = chat.franchisee.button('Fill in as a form');
    const heard = await withoutEffect(chat, chat.neighbour, () => chat.neighbour.forges(id));
    expect(heard).toContain('earlier question');
  });

  it('asked for in words is opened by its button', async () => {
    const { franchisee } = await withDialogs();
    await franchisee.says('/complaint');
    await franchisee.says('fill in as a form');
    expect(franchisee.last().text).toContain('Please press the button');
  });

  it.each([
    ['of what no field is called', { ...GOOD, __proto__x: 'x', constructor: 'x', nonsense: 'x' }],
    ['with markup', { ...GOOD, what: '<b>*x*</b> {name} @everyone ​' }],
    ['far too long', { ...GOOD, who: 'x'.repeat(9000) }],
    ['that are no choices', { ...GOOD, complainant: 'president', cause: '__proto__' }],
  ])('takes values %s without harm', async (_, values) => {
    const chat = await withDialogs();
    await fills(chat.franchisee, values);
    expect(await chat.failed()).toEqual([]);
    expect(await chat.franchisee.frames()).toHaveLength(1);
  });

  it('passes over what is no text', async () => {
    const chat = await withDialogs();
    const values = { ...GOOD, who: 7, how: null, name: { a: 1 } } as unknown as Record<string, string>;
    await fills(chat.franchisee, values);
    expect(await chat.failed()).toEqual([]);
  });

  it('sent where all is a message of the thread goes on there', async () => {
    const chat = await open({ immediate: false, dialogs: true });
    const { franchisee } = chat;
    await fills(franchisee, { ...GOOD, when: '30 February' });
    expect(franchisee.last().text).toContain('There is no such date or time.\n');
    await franchisee.presses('Fill in as a form');
    expect(franchisee.last().text).toContain('can’t be shown as a form here');
  });

  it('may be opened again at the review', async () => {
    const chat = await withDialogs();
    await answerUpTo(chat.franchisee);
    const { draft } = dialogIn(await chat.franchisee.presses('Fill in as a form'));
    await fills(chat.franchisee, { what: 'The milk was blue' }, { draft });
    expect(chat.franchisee.last().text).toBe(REVIEW);
    expect(chat.franchisee.last().facts?.[0]?.value).toBe('The milk was blue');
  });
});
