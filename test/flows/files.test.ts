/** Photos and files: sent with an answer, in place of one, outside of any form, by staff; and what becomes of those that can't be taken. */
import { describe, expect, it } from 'vitest';
import type { FileEvent, FileRefusal } from '../../src/core/event.ts';
import { eventId, idOf } from '../../src/core/ids.ts';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES, type MessageKey, phrase } from '../../src/locales/catalogue.ts';
import { aCase, anAnsweredCase, answerUpTo } from '../support/complaints.ts';
import { type Chat, chatRoom, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();

const attached = ({ attachments = [] }: { attachments?: { name: string }[] }) => attachments.map(({ name }) => name);
const fact = (speaker: Speaker, label: string) => speaker.last().facts?.find((one) => one.label === label)?.value;
const rows = (chat: Chat) => chat.sql('select name, channel, state from file order by name');

const refusalOf = (speaker: Speaker, name: string, reason: FileRefusal): FileEvent => {
  const id = idOf('file', name);
  const { personId, thread, author } = speaker;
  return {
    type: 'file',
    id: eventId('file', id),
    file: { id, name, personId, threadId: thread.id, accountId: author.accountId },
    reason,
  };
};

const STORIES: Record<Language, { what: string; when: string; kept: string; done: string }> = {
  'zh-Hans': { what: '牛奶是酸的', when: '昨天下午三点', kept: '已收到2 张照片和1 个文件。', done: '就这些' },
  'zh-Hant': { what: '牛奶是酸的', when: '昨天下午三點', kept: '已收到2 張照片及1 個檔案。', done: '沒有了' },
  en: { what: 'The milk was sour', when: 'yesterday at 3 pm', kept: 'Kept: 2 photos and 1 file.', done: 'done' },
};

describe.each(Object.entries(STORIES) as [Language, (typeof STORIES)[Language]][])('files in %s', (language, story) => {
  const word = (key: MessageKey): string => CATALOGUES[language][key];

  it('answer the question for them, one message after the other', async () => {
    const chat = await open({ language });
    const { franchisee, desk } = chat;
    await franchisee.says(`/complaint ${story.what}`);
    for (const answer of [
      word('complaint.complainant.self'),
      story.when,
      'BJ001',
      'skip',
      'skip',
      word('cause.group.goods'),
      '1',
    ])
      await franchisee.says(answer);
    expect(franchisee.last().text).toContain(word('complaint.files.ask'));
    await franchisee.sends(['a.jpg', 'b.jpg', 'c.pdf']);
    expect(franchisee.last().text.replaceAll(' ', '')).toContain(story.kept.replaceAll(' ', ''));
    expect(franchisee.last().text).toContain(word('complaint.files.ask'));
    await franchisee.sends(['d.mp4'], '…');
    await franchisee.says(story.done);
    expect(franchisee.last().text).toContain(word('complaint.phone.ask'));
    await franchisee.says('13800138000');
    expect(attached(franchisee.last())).toEqual(['a.jpg', 'b.jpg', 'c.pdf', 'd.mp4']);
    expect(fact(franchisee, word('complaint.files'))?.split('\n')).toHaveLength(4);
    await franchisee.presses(word('complaint.submit'));
    expect(attached(desk.last())).toEqual(['a.jpg', 'b.jpg', 'c.pdf', 'd.mp4']);
    expect(fact(desk, word('complaint.files'))).toContain('a.jpg');
    expect((await rows(chat)).length).toBe(4);
    expectOnly(language, franchisee.all(), [story.what, '朝阳路店', 'Ada', 'a.jpg', 'b.jpg', 'c.pdf', 'd.mp4', 'PDF']);
  });

  it('that can’t be taken are taken back, and the person is told', async () => {
    const chat = await open({ language });
    const { franchisee } = chat;
    await franchisee.says(`/complaint ${story.what}`);
    await franchisee.sends(['报告.exe']);
    await chat.handle(refusalOf(franchisee, '报告.exe', 'type'));
    const told = phrase(language, 'files.refused', { name: '报告.exe', reason: 'type', max: 10 });
    expect(franchisee.last().text).toContain(told);
    expect(franchisee.last().text).toContain(word('complaint.complainant.ask'));
    expect(await chat.sql(`select 1 from answer where field = 'files'`)).toEqual([]);
  });
});

describe('files', () => {
  it('come with the answer to another question', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'Who was involved?');
    await franchisee.sends(['till.jpg'], 'A tall cashier');
    expect(franchisee.hears()).toContain('Kept: 1 photo.');
    expect(franchisee.last().text).toContain('How did it go');
    for (const answer of ['skip', 'Goods', '1']) await franchisee.says(answer);
    // There are some already, so they are not asked for.
    expect(franchisee.last().text).toContain('On which number');
    await franchisee.says('13800138000');
    expect(fact(franchisee, 'Who was involved')).toBe('A tall cashier');
    expect(fact(franchisee, 'Photos and files')).toBe('till.jpg');
  });

  it('without words leave another question open', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.sends(['a.jpg', 'b.jpg']);
    expect(franchisee.hears()).toContain('Kept: 2 photos.');
    expect(franchisee.last().text).toContain('When did it happen?');
  });

  it('keep what is written below them', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'Are there photos');
    await franchisee.sends(['receipt.jpg'], 'The receipt');
    await franchisee.presses('That is all');
    await franchisee.says('13800138000');
    expect(fact(franchisee, 'Photos and files')).toBe('receipt.jpg (The receipt)');
  });

  it('are asked for again when something else is written', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'Are there photos');
    await franchisee.says('yes, I have some');
    expect(franchisee.last().text).toContain('Please send the photos or files here');
    await franchisee.presses('No photos');
    expect(franchisee.last().text).toContain('On which number');
  });

  it('can be removed, and come back', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'Are there photos');
    await franchisee.sends(['a.jpg']);
    await franchisee.presses('Remove them');
    await franchisee.says('13800138000');
    expect(fact(franchisee, 'Photos and files')).toBe('left out');
    await franchisee.sends(['b.jpg']);
    expect(fact(franchisee, 'Photos and files')).toBe('b.jpg');
    expect(attached(franchisee.last())).toEqual(['b.jpg']);
  });

  it('are ten at most, each once, and those too many are named', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'Are there photos');
    const names = Array.from({ length: 9 }, (_, index) => `${index}.jpg`);
    await franchisee.sends(names);
    await franchisee.sends(['8.jpg', '9.jpg', 'x.jpg', 'y.pdf']);
    expect(franchisee.last().text).toContain(
      '10 files are as many as fit here, so these are not included: x.jpg and y.pdf.',
    );
    await franchisee.says('that’s all');
    await franchisee.says('13800138000');
    expect(attached(franchisee.last())).toHaveLength(10);
  });

  it('sent while “continue?” is asked go where the choice leads', async () => {
    for (const [choice, kept] of [
      ['Continue', ['a.jpg', 'b.jpg']],
      ['Begin again', ['b.jpg']],
    ] as const) {
      const chat = await open();
      const { franchisee } = chat;
      await answerUpTo(franchisee, 'Who is complaining?');
      await franchisee.sends(['a.jpg']);
      await franchisee.says('/complaint');
      await franchisee.sends(['b.jpg']);
      await franchisee.presses(choice);
      const found = await chat.sql(
        `select value from answer a join draft d on d.id = a.draft_id where field = 'files' and d.status = 'open'`,
      );
      const names = JSON.parse(String((found as string[][])[0]?.[0])).map(({ name }: { name: string }) => name);
      expect(names).toEqual(kept);
    }
  });

  it('outside of a form wait to be told what they are for', async () => {
    const { franchisee } = await open();
    await franchisee.sends(['a.jpg']);
    expect(franchisee.last().text).toBe('I have kept this: 1 photo. What would you like to do with it?');
    await franchisee.sends(['b.jpg'], 'look at this shelf');
    expect(franchisee.last().text).toContain('Kept: 2 photos.');
    await franchisee.presses('Report a complaint');
    expect(franchisee.hears()).toContain('Kept: 2 photos.');
    await franchisee.says('cancel');
  });

  it('are added to a case that there is', async () => {
    const chat = await open();
    const { franchisee, desk } = chat;
    const number = await aCase(chat);
    await franchisee.sends(['more.jpg']);
    await franchisee.presses(`Add it to ${number}`);
    expect(desk.last().text).toBe(`${number}, the person added: more.jpg`);
    expect(attached(desk.last())).toEqual(['more.jpg']);
    await desk.says(`/case ${number}`);
    expect(attached(desk.last())).toContain('more.jpg');
    expect(fact(desk, 'History')).toContain('[more.jpg]');
  });

  it('come with a call for help, and with what is still missing', async () => {
    const chat = await open();
    const { franchisee, desk } = chat;
    const number = await anAnsweredCase(chat);
    await franchisee.presses('No, not yet');
    await franchisee.sends(['still.jpg'], 'Look at it');
    expect(desk.all().flatMap(attached)).toContain('still.jpg');
    expect((await chat.cases())[0]).toMatchObject({ number, status: 'assigned' });
    await franchisee.sends(['help.pdf']);
    await franchisee.presses('Talk to a person');
    expect(attached(desk.last())).toEqual(['help.pdf']);
  });

  it('of staff go to the person with the reply, never with a note', async () => {
    const chat = await open();
    const { franchisee, desk } = chat;
    const number = await aCase(chat);
    await desk.sends(['plan.pdf']);
    expect(desk.last().text).toContain('Files go to nobody by themselves');
    await desk.says(`/claim ${number}`);
    await desk.says(`/note ${number}`);
    await desk.sends(['camera.mp4'], 'From the camera');
    expect(franchisee.all().flatMap(attached)).not.toContain('camera.mp4');
    await desk.says(`/reply ${number} The plan is attached`);
    await desk.sends(['plan.pdf']);
    expect(attached(desk.last())).toEqual(['plan.pdf']);
    await desk.presses('Send it');
    expect(attached(franchisee.last())).toEqual(['plan.pdf']);
    await desk.says(`/case ${number}`);
    expect(attached(desk.last())).toEqual(['camera.mp4', 'plan.pdf']);
  });

  it('refused after the case was filed leave it, and staff are told', async () => {
    const chat = await open();
    const { franchisee, desk } = chat;
    await answerUpTo(franchisee, 'Are there photos');
    await franchisee.sends(['a.jpg', 'virus.jpg']);
    await franchisee.says('done');
    await franchisee.says('13800138000');
    await franchisee.presses('Send to headquarters');
    const before = (await chat.cases())[0];
    await chat.handle(refusalOf(franchisee, 'virus.jpg', 'type'));
    expect(franchisee.last().text).toContain('“virus.jpg” can’t be taken: we can’t accept this kind of file.');
    expect(desk.last().text).toContain('“virus.jpg” is not in the case');
    expect((await chat.cases())[0]).toMatchObject({
      seq: (before?.seq ?? 0) + 1,
      facts: { files: [{ name: 'a.jpg' }] },
    });
    await desk.presses('Show');
    expect(attached(desk.last())).toEqual(['a.jpg']);
    // A repeat of the event tells nobody twice.
    const heard = franchisee.all().length;
    await chat.handle(refusalOf(franchisee, 'virus.jpg', 'type'));
    expect(franchisee.all()).toHaveLength(heard);
  });

  it('refused while they wait are offered no more', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await franchisee.sends(['big.mp4']);
    await chat.handle(refusalOf(franchisee, 'big.mp4', 'size'));
    expect(franchisee.last().text).toContain('it is too large');
    expect(await franchisee.frames()).toEqual([]);
  });

  it('have names that can be shown, whatever they were called', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'Are there photos');
    await franchisee.sends([
      { id: idOf('1'), name: '../../etc/passwd' },
      { id: idOf('2'), name: 'exe.\u202Egpj', type: 'image/jpeg' },
      { id: idOf('3'), name: `${'长'.repeat(1000)}.jpg`, type: 'image/jpeg' },
      { id: idOf('4'), name: 'a\nb\u0000.pdf', type: 'application/pdf' },
      { id: idOf('5'), name: '', type: 'image/jpeg' },
      { id: idOf('6'), name: 'C:\\Users\\ada\\\ud800bill.pdf', type: 'application/pdf' },
    ]);
    await franchisee.says('done');
    await franchisee.says('13800138000');
    expect(attached(franchisee.last())).toEqual([
      'passwd',
      'exe.gpj',
      `${'长'.repeat(75)}….jpg`,
      'a b.pdf',
      'photo.jpg',
      expect.stringMatching(/^.?bill\.pdf$/u),
    ]);
    await franchisee.presses('Send to headquarters');
    expect(franchisee.last().text).toContain('Your complaint is');
  });

  it('of a dialog answer its field', async () => {
    const chat = await open();
    const { franchisee } = chat;
    const file = { id: idOf('d'), name: 'd.jpg', type: 'image/jpeg', size: 1, source: 'd' };
    await franchisee.does({
      type: 'dialog',
      form: 'complaint',
      values: {
        what: 'The milk was sour',
        complainant: 'self',
        when: 'yesterday at 3 pm',
        outlet: 'BJ001',
        name: 'Ada',
        phone: '13800138000',
      },
      files: { files: [file] },
    });
    expect(await rows(chat)).toEqual([['d.jpg', 'test', 'expected']]);
    expect(JSON.stringify(await chat.sql(`select value from answer where field = 'files'`))).toContain('d.jpg');
  });
});
