/** A file on its whole way over real HTTP: uploaded, sent with a complaint, stored, on the desk's card, downloaded there. */
import { expect, it } from 'vitest';
import { phrase } from '../../src/locales/catalogue.ts';
import { PNG } from '../support/file-bytes.ts';
import { aBrowser, type Browser } from '../support/page.ts';
import { withService } from '../support/service.ts';
import { until } from '../support/until.ts';

const NAME = '收据 (1).png';

it('brings a photo of a complaint to headquarters, and to nobody else', () =>
  withService(async (url, faults) => {
    const person = await aBrowser({ url });
    const stream = await person.stream();
    await stream.ready();
    await person.act('franchisee', { type: 'command', name: 'language', text: 'en' });

    const upload = await person.upload('franchisee', NAME, PNG);
    const { file } = (await upload.json()) as { file: { id: string } };
    const values = {
      what: 'The till charged me twice',
      complainant: 'self',
      when: '2026-01-05 15:00',
      outlet: 'BJ001',
      who: '',
      how: '',
      group: 'goods',
      cause: 'price-unclear',
      name: 'Ada',
      phone: '138 0013 8000',
    };
    const filled = { type: 'dialog', form: 'complaint', values, files: { files: [file.id] } };
    const answer = await (await person.act('franchisee', filled)).json();
    expect(answer).toMatchObject({ status: 'done', immediate: [] });
    await press(person, 'complaint.submit');
    const card = await until('the card', () =>
      stream.entries.findLast(({ pane, message }) => pane === 'desk' && message?.text.startsWith('C-')),
    );
    const [attached] = messageOf(card).attachments ?? [];
    expect(attached).toMatchObject({ name: NAME, type: 'image/png' });

    const path = `/api/files/${attached?.fileId}`;
    const download = await until('the bytes', async () => {
      const response = await person.fetch(path);
      return response.status === 200 && response;
    });
    expect(Buffer.from(await download.arrayBuffer()).equals(PNG)).toBe(true);
    expect(download.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent(NAME).replace('(', '%28').replace(')', '%29')}`,
    );
    expect(download.headers.get('content-security-policy')).toContain('sandbox');

    expect((await fetch(url + path)).status).toBe(401);
    faults.outsiders = true;
    expect((await (await aBrowser({ url })).fetch(path)).status).toBe(404);
    stream.close();

    async function press(who: Browser, key: 'complaint.submit'): Promise<void> {
      const label = phrase('en', key);
      const button = await until(label, () =>
        stream.entries.flatMap(({ message }) => message?.buttons ?? []).findLast((one) => one.label === label),
      );
      await who.act('franchisee', { type: 'action', id: button.id });
    }
  }));

const messageOf = (entry: { message?: object }): { attachments?: { fileId: string; name: string; type: string }[] } =>
  entry.message ?? {};
