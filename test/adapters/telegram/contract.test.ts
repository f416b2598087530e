import { describeAdapter } from '../../contracts/adapter.ts';
import { openTelegram } from './harness.ts';

const lacks = { dialogs: 'forms can only be shown by a page of one’s own' };
describeAdapter('telegram, asking for updates', (parts) => openTelegram(parts), lacks);

const webhook = { url: 'https://bot.example/telegram/hook', secret: 'a-Secret_1' };
describeAdapter('telegram, by webhook', (parts) => openTelegram(parts, { config: { webhook } }), lacks);
