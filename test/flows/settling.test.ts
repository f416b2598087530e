/** Whether an answer settles a case, said in words: the buttons may have scrolled away, or the platform have none. */
import { describe, expect, it } from 'vitest';
import { aCase, anAnsweredCase } from '../support/complaints.ts';
import { chatRoom } from '../support/flows.ts';

const open = chatRoom();

describe('a case that is answered', () => {
  it.each([
    'Yes, it is settled',
    'yes it is settled!',
    '已经解决了。',
    '已經解決了',
    '是的',
    'yes',
    '解决了，谢谢',
    '都解決咗',
    'Settled, thanks!',
  ])('is settled by “%s”', async (words) => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    await chat.franchisee.says(words);
    expect(chat.franchisee.hears()).toContain(`Thank you. ${number} is settled.\n`);
    expect(await chat.cases()).toMatchObject([{ status: 'confirmed' }]);
  });

  it.each([
    'No, not yet',
    '还没有解决',
    '還沒有解決！',
    'no',
    '没有',
    '没解决',
    '仲未解決',
    '还没处理好呢',
    'Not yet.',
    'still not resolved',
  ])('is asked about by “%s”, and reopened', async (words) => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    await chat.franchisee.says(words);
    expect(chat.franchisee.hears()).toContain('What is still missing?');
    await chat.franchisee.says('The money has not come');
    expect(chat.franchisee.hears()).toContain(`${number} is open again`);
    expect(await chat.cases()).toMatchObject([{ status: 'assigned' }]);
  });

  it.each(['/reopen', '/reopen NUMBER'])('is not settled for whoever wants it reopened by %s', async (command) => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    await chat.franchisee.says(command.replace('NUMBER', number));
    expect(chat.franchisee.hears()).toContain('What is still missing?');
    await chat.franchisee.presses('Just reopen it');
    expect(await chat.cases()).toMatchObject([{ status: 'assigned' }]);
  });

  it('is not disputed by a thank-you where it is asked what is missing', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    await chat.franchisee.presses('No, not yet');
    await chat.franchisee.says('谢谢');
    expect(chat.franchisee.hears()).toContain('You’re welcome.');
    expect(await chat.cases()).toMatchObject([{ status: 'answered' }]);
  });

  it('is left as it is by thanks, by “ok”, and by a longer story', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    for (const words of [
      'thank you',
      '收到，谢谢',
      '不用了，谢谢',
      'no thanks',
      'ok',
      'It is settled, but the bread is hard',
      '还没有人联系我',
    ])
      await chat.franchisee.says(words);
    expect(await chat.cases()).toMatchObject([{ status: 'answered' }]);
  });

  it.each(['2', 'NUMBER is not settled', '还没解决'])('is reopened with what was written, by “%s”', async (words) => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    await chat.franchisee.says('The money has not come');
    await chat.franchisee.says(words.replace('NUMBER', number));
    expect(chat.franchisee.hears()).toContain(`${number} is open again`);
    expect(chat.desk.all().some(({ text }) => text.includes('The money has not come'))).toBe(true);
  });

  it('is one of several: which one is asked', async () => {
    const chat = await open();
    const [first, second] = [await anAnsweredCase(chat), await anAnsweredCase(chat)];
    await chat.franchisee.says('yes');
    expect(chat.franchisee.hears()).toContain('Which case is settled?');
    await chat.franchisee.presses(first);
    expect(chat.franchisee.hears()).toContain(`Thank you. ${first} is settled.\n`);
    await chat.franchisee.says('No, not yet');
    expect(await chat.franchisee.frames()).toMatchObject([{ flow: 'dispute', state: { args: { case: second } } }]);
  });

  it('is nobody else’s to settle, nor one that has no answer yet', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    await chat.neighbour.says('yes');
    expect(chat.neighbour.hears()).toContain('Nothing is open at the moment');
    await chat.franchisee.says('yes');
    await aCase(chat);
    await chat.franchisee.says('yes');
    expect(chat.franchisee.hears()).toContain('Nothing is open at the moment');
  });
});
