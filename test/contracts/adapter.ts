/** What every adapter must do, whatever the platform: people complain, headquarters answers, and the platform fails meanwhile. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/core/errors.ts';
import { threadId } from '../../src/core/ids.ts';
import type { Database } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { eventually } from '../support/gates.ts';
import { emptyTables, openMigratedDatabase } from '../support/store.ts';
import {
  ASKED,
  anOutgoing,
  answers,
  buttonsOf,
  complains,
  DIALOG,
  FILLED,
  files,
  offers,
  presses,
  REVIEW,
  SUBMIT,
  sees,
  textOf,
} from './adapter/acts.ts';
import type { AdapterHarness, Lacks, OpenHarness } from './adapter/harness.ts';
import { openPart } from './adapter/part.ts';
import { describeWords } from './adapter/words.ts';

/** The end of a test's name. */
const because = (why: string | undefined): string => (why === undefined ? '' : `: ${why}`);

/** `lacks`: what the platform has not, and why. */
export function describeAdapter(name: string, openHarness: OpenHarness, lacks: Lacks = {}): void {
  describe(`the contract of adapters: ${name}`, () => {
    let database: Database;
    let harness: AdapterHarness;
    let opened: AdapterHarness | undefined;

    beforeAll(async () => {
      database = await openMigratedDatabase();
    });
    afterEach(async () => {
      await opened?.part.stop();
      await opened?.close();
      opened = undefined;
    });
    afterAll(async () => {
      await database.close();
    });

    async function open(): Promise<AdapterHarness> {
      await emptyTables(database);
      const store = createStore(database);
      const count = async () => Number((await database.query('select count(*) from event', []))[0]?.[0]);
      harness = await openHarness({ store, openPart: (options) => openPart(store, count, options) });
      opened = harness;
      return harness;
    }

    describe('a complaint', () => {
      it('goes from the first word to the answer', async () => {
        const { franchisee, desk, part } = await open();
        const number = await files(franchisee);
        const card = await sees(desk, number);
        expect(card.text).toContain('The milk was sour');
        await presses(desk, 'Claim');
        await sees(franchisee, `is now looking after ${number}`);
        await desk.says(`/resolve ${number} We pay it back`);
        await presses(desk, 'other');
        await presses(desk, 'Send it');
        await sees(franchisee, 'We pay it back');
        await presses(franchisee, 'Yes, it is settled');
        await sees(franchisee, `${number} is settled`);
        expect((await part.cases()).map(({ status }) => status)).toEqual(['confirmed']);
      });

      it('can go back, be corrected at the review, and be cancelled', async () => {
        const { franchisee, part } = await open();
        await complains(franchisee, 'When did it happen?');
        await presses(franchisee, 'Back');
        await sees(franchisee, 'Your answer so far: A shopper in person');
        await presses(franchisee, 'Keep it');
        for (const [question, answer] of ASKED.slice(2)) {
          await sees(franchisee, question);
          await answers(franchisee, answer);
        }
        await sees(franchisee, REVIEW);
        await presses(franchisee, 'Change an answer');
        await presses(franchisee, 'Who was involved');
        await sees(franchisee, 'Your answer so far: the tall one');
        await franchisee.says('the short one');
        await eventually(() =>
          expect(franchisee.screen().findLast(({ text }) => text.includes(REVIEW))?.text).toContain('the short one'),
        );
        await presses(franchisee, 'Cancel');
        await presses(franchisee, 'Yes, stop');
        await sees(franchisee, 'Nothing was sent');
        expect(await part.cases()).toEqual([]);
      });

      it.skipIf(lacks.dialogs)('can be filled in as a dialog', async () => {
        const { adapter, franchisee, desk } = await open();
        expect(adapter.capabilities.dialogs).toBe(true);
        await franchisee.says('/complaint');
        await presses(franchisee, DIALOG);
        // In pages where the platform has little room; each is another dialog.
        for (let page = 0; page < 9 && !textOf(franchisee).includes(REVIEW); page += 1) {
          await eventually(() => {
            if (!franchisee.dialog?.() && !textOf(franchisee).includes(REVIEW))
              throw new Error(`no dialog and no review, but:\n${textOf(franchisee)}`);
          });
          const dialog = franchisee.dialog?.();
          const filled = Object.entries(FILLED).filter(([name]) => dialog?.fields.some((field) => field.name === name));
          if (dialog) await franchisee.submits?.(Object.fromEntries(filled));
        }
        const review = await sees(franchisee, REVIEW);
        expect(review.text).toContain('The milk was sour');
        await presses(franchisee, SUBMIT);
        await sees(franchisee, 'Your complaint is');
        await sees(desk, 'The milk was sour');
      });

      it.runIf(lacks.dialogs)(`leads to no dialog${because(lacks.dialogs)}`, async () => {
        const { adapter, franchisee, ...harness } = await open();
        expect(adapter.capabilities.dialogs).toBe(false);
        await complains(franchisee, 'Who is complaining?');
        await offers(franchisee, 'Back');
        expect(buttonsOf(franchisee).map(({ label }) => label)).not.toContain(DIALOG);
        // One that comes from elsewhere, as from a conversation that began where there are dialogs.
        const buttons = [
          { id: 'x:dialog', label: DIALOG, opens: 'dialog' as const },
          { id: 'x:1', label: 'Step by step' },
        ];
        await (harness.deliver ?? adapter.send)(anOutgoing(franchisee, { text: 'As you like', buttons }));
        expect((await sees(franchisee, 'As you like')).buttons).toEqual([{ id: 'x:1', label: 'Step by step' }]);
      });

      it('of many words is shown whole, in messages that the platform takes', async () => {
        const { franchisee } = await open();
        // As long as the two answers may be; together with the others they are more than one message holds.
        const words = Array.from({ length: 560 }, (_, index) => `word-${index}.`);
        await franchisee.says('/complaint');
        await sees(franchisee, 'What happened?');
        await franchisee.says(words.slice(0, 200).join(' '));
        for (const [question, answer] of ASKED.slice(1, 5)) {
          await sees(franchisee, question);
          await answers(franchisee, answer);
        }
        await sees(franchisee, 'How did it go');
        await franchisee.says(words.slice(200).join(' '));
        for (const [question, answer] of ASKED.slice(6)) {
          await sees(franchisee, question);
          await answers(franchisee, answer);
        }
        await sees(franchisee, REVIEW);
        await offers(franchisee, SUBMIT);
        const shown = textOf(franchisee);
        expect(words.filter((word) => !shown.includes(word))).toEqual([]);
        await presses(franchisee, SUBMIT);
        await sees(franchisee, 'Your complaint is');
      });
    });

    describe('files', () => {
      it.skipIf(lacks.files)('of one message are one event, and their bytes can be had', async () => {
        const { adapter, franchisee, part } = await open();
        await complains(franchisee, 'Are there photos');
        const bytes = [Uint8Array.of(0xff, 0xd8, 0xff, 1), Uint8Array.of(0xff, 0xd8, 0xff, 2, 2)];
        const photos = bytes.map((one, index) => ({ name: `photo ${index}.jpg`, type: 'image/jpeg', bytes: one }));
        const before = part.taken.length;
        await franchisee.sends(photos, 'the open bottle');
        await sees(franchisee, '2 photos');
        expect(part.taken).toHaveLength(before + 1);
        const input = part.taken.at(-1)?.input;
        const files = input?.type === 'message' ? (input.files ?? []) : [];
        expect(input).toMatchObject({ text: 'the open bottle' });
        const options = { maxBytes: 1000, signal: AbortSignal.timeout(5000) };
        const fetched = await Promise.all(files.map(async (file) => await adapter.fetchFile?.(file, options)));
        expect(fetched.map((one) => [...(one ?? [])])).toEqual(bytes.map((one) => [...one]));
        for (const file of files) {
          await expect(adapter.fetchFile?.(file, { ...options, maxBytes: 3 })).rejects.toMatchObject({
            code: 'refused',
          });
        }
        await presses(franchisee, 'That is all');
        await sees(franchisee, 'On which number');
      });

      it.runIf(lacks.files)(`can be left out${because(lacks.files)}`, async () => {
        const { adapter, franchisee } = await open();
        await complains(franchisee, 'Are there photos');
        expect(adapter.fetchFile).toBeUndefined();
        await presses(franchisee, 'No photos');
        await sees(franchisee, 'On which number');
      });

      it('that the program makes come with their message: a dossier to read and as a table', async () => {
        const { franchisee } = await open();
        await franchisee.says('/dossier');
        await sees(franchisee, 'Your dossier is ready');
        // The first time something is asked below it, and a terminal has the buttons of its last message.
        await franchisee.says('/dossier');
        await presses(franchisee, 'Export');
        await sees(franchisee, 'to read and as a table');
        await eventually(() => {
          const shown = franchisee.screen().flatMap(({ attachments }) => attachments);
          for (const name of ['dossier.md', 'dossier.csv']) expect(shown.some((one) => one.includes(name))).toBe(true);
        });
      });

      it('whose bytes are not to be had are named', async () => {
        const { adapter, franchisee, ...harness } = await open();
        const attachments = [{ fileId: randomUUID(), name: 'the bill.pdf', type: 'application/pdf' }];
        await (harness.deliver ?? adapter.send)(anOutgoing(franchisee, { text: 'Look at this', attachments }));
        const { text, attachments: shown } = await sees(franchisee, 'Look at this');
        expect([text, ...shown].join('\n')).toContain('the bill.pdf');
      });
    });

    describe('buttons', () => {
      it('leave a question that is answered, and stay at the one that is open', async () => {
        const { franchisee } = await open();
        await complains(franchisee, 'When did it happen?');
        await eventually(() => {
          const answered = franchisee.screen().find(({ text }) => text.includes('Who is complaining?'));
          expect(answered?.buttons).toEqual([]);
        });
        expect(buttonsOf(franchisee).map(({ label }) => label)).toContain('Back');
      });

      it.skipIf(lacks.forging)('of an earlier question, of another person or of nobody change nothing', async () => {
        const { franchisee, neighbour, part } = await open();
        await complains(franchisee, 'Who is complaining?');
        await offers(franchisee, 'A shopper in person');
        const old = buttonsOf(franchisee).find(({ label }) => label === 'A shopper in person')?.id ?? '';
        await neighbour.forges(old);
        await eventually(() => expect(neighbour.screen().length).toBeGreaterThan(0));
        await franchisee.presses('A shopper in person');
        await sees(franchisee, 'When did it happen?');
        for (const id of [old, 'f:00000000:1:ok', 'c:C-1:confirm', 'nonsense', '💥']) await franchisee.forges(id);
        await franchisee.says('yesterday at 3 pm');
        await sees(franchisee, 'Which store is it about?');
        expect(await part.cases()).toEqual([]);
      });

      it.runIf(lacks.forging)(`that are not there are words${because(lacks.forging)}`, async () => {
        const { franchisee, neighbour, part } = await open();
        await complains(franchisee, 'Who is complaining?');
        await offers(franchisee, 'A shopper in person');
        for (const [user, number] of [
          [neighbour, '1'],
          [franchisee, '0'],
          [franchisee, '99'],
        ] as const) {
          await user.says(number);
          const own = () => part.taken.findLast(({ author }) => author.accountId === user.author.accountId);
          await eventually(() => expect(own()?.input).toEqual({ type: 'message', text: number }));
        }
        // Each led to the question anew.
        await part.idle();
        await presses(franchisee, 'A shopper in person');
        await sees(franchisee, 'When did it happen?');
        expect(await part.cases()).toEqual([]);
      });
    });

    describe('the platform', () => {
      it.skipIf(lacks.repeats)('may deliver everything twice', async () => {
        const { franchisee, desk, part, faults } = await open();
        await files(franchisee);
        await sees(desk, 'The milk was sour');
        await part.idle();
        const [shown, events] = [textOf(franchisee), await part.events()];
        await faults.repeats();
        await franchisee.says('thanks');
        await sees(franchisee, 'welcome');
        expect(await part.events()).toBeLessThanOrEqual(events + 1);
        expect(textOf(franchisee).startsWith(shown)).toBe(true);
        expect(await part.cases()).toHaveLength(1);
      });

      it.runIf(lacks.repeats)(`takes what is said twice for meant twice${because(lacks.repeats)}`, async () => {
        const { franchisee, part } = await open();
        const before = part.taken.length;
        for (const times of [1, 2]) {
          await franchisee.says('thanks');
          await eventually(() => expect(textOf(franchisee).split('welcome')).toHaveLength(times + 1));
        }
        expect(part.taken).toHaveLength(before + 2);
      });

      it('is not told that an event is safe before it is', async () => {
        const { franchisee, part, faults, unacknowledged } = await open();
        part.away = true;
        await franchisee.says('/complaint');
        await eventually(() => expect(unacknowledged()).toBeGreaterThan(0));
        part.away = false;
        await faults.redelivers();
        await sees(franchisee, 'What happened?');
        await eventually(() => expect(unacknowledged()).toBe(0));
        expect(textOf(franchisee).split('What happened?')).toHaveLength(2);
      });

      it.skipIf(lacks.blocking)(
        'may refuse someone who blocks the bot: headquarters is told, and everyone else goes on',
        async () => {
          const { franchisee, neighbour, desk, faults } = await open();
          const number = await files(franchisee);
          await sees(desk, number);
          faults.blocks(franchisee);
          await presses(desk, 'Claim');
          await sees(desk, 'could not be delivered');
          await neighbour.says('/complaint');
          await sees(neighbour, 'What happened?');
        },
      );

      it.runIf(lacks.blocking)(`keeps for who has left what they will find${because(lacks.blocking)}`, async () => {
        const { franchisee, desk, away } = await open();
        const number = await files(franchisee);
        await sees(desk, number);
        await away?.leaves(franchisee);
        await presses(desk, 'Claim');
        await desk.says(`/resolve ${number} We pay it back`);
        await presses(desk, 'other');
        await presses(desk, 'Send it');
        await sees(desk, 'has been sent');
        expect(textOf(franchisee)).not.toContain('We pay it back');
        expect(textOf(desk)).not.toContain('could not be delivered');
        await away?.returns(franchisee);
        await sees(franchisee, 'We pay it back');
        const [claimed, answered] = ['is now looking after', 'We pay it back'].map((words) =>
          franchisee.screen().findIndex(({ text }) => text.includes(words)),
        );
        expect(claimed).toBeLessThan(answered ?? -1);
        await presses(franchisee, 'Yes, it is settled');
        await sees(franchisee, `${number} is settled`);
      });

      it.runIf(lacks.rates)(`lets nobody wait for who is away${because(lacks.rates)}`, async () => {
        const { franchisee, neighbour, away } = await open();
        await franchisee.says('/complaint');
        await sees(franchisee, 'What happened?');
        await away?.leaves(franchisee);
        await complains(neighbour, 'When did it happen?');
        await away?.returns(franchisee);
        await franchisee.says('The milk was sour');
        await sees(franchisee, 'Who is complaining?');
        expect(textOf(franchisee).split('What happened?')).toHaveLength(2);
      });

      it.skipIf(lacks.rates)('may ask to wait: that chat waits and loses nothing, the others go on', async () => {
        const { franchisee, neighbour, faults } = await open();
        faults.slowsDown(franchisee, 1000);
        const began = performance.now();
        await franchisee.says('/complaint');
        await complains(neighbour, 'When did it happen?');
        expect(textOf(franchisee)).toBe('');
        await sees(franchisee, 'What happened?');
        expect(performance.now() - began).toBeGreaterThanOrEqual(900);
      });

      it('may lose the answer to a message that arrived: it is there, and what follows comes after it', async () => {
        const { franchisee, faults, exactlyOnce } = await open();
        faults.losesAnswer(franchisee);
        await franchisee.says('/complaint');
        await sees(franchisee, 'What happened?');
        await franchisee.says('The milk was sour');
        await sees(franchisee, 'Who is complaining?');
        const texts = franchisee.screen().map(({ text }) => text);
        const first = texts.filter((text) => text.includes('What happened?'));
        expect(first.length).toBeLessThanOrEqual(exactlyOnce ? 1 : 2);
        expect(texts.at(-1)).toContain('Who is complaining?');
      });
    });

    describeWords(open);

    it('sends what replaces a message that is gone below', async () => {
      const { adapter, franchisee, ...harness } = await open();
      await (harness.deliver ?? adapter.send)(anOutgoing(franchisee, { text: 'new' }, { replaces: '4711' }));
      expect(franchisee.screen().map(({ text }) => text)).toEqual(['new']);
    });

    const place = lacks.places === undefined ? 'refuses for good' : 'keeps';
    it(`${place} what goes to a place that never was${because(lacks.places)}`, async () => {
      const { adapter, franchisee } = await open();
      const { channel } = franchisee.thread;
      const thread = { id: threadId(channel, '99999'), channel, address: '99999' };
      const sending = adapter.send({ ...anOutgoing(franchisee, { text: 'hello' }), thread });
      await expect(sending).rejects.toBeInstanceOf(DeliveryError);
      await expect(sending).rejects.toMatchObject({ code: lacks.places === undefined ? 'refused' : 'unreachable' });
    });
  });
}
