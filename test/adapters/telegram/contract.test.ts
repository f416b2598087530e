import { describeAdapter } from '../../contracts/adapter.ts';
import { openTelegram } from './harness.ts';

describeAdapter('telegram, asking for updates', (parts) => openTelegram(parts));

const webhook = { url: 'https://bot.example/telegram/hook', secret: 'a-Secret_1' };
describeAdapter('telegram, by webhook', (parts) => openTelegram(parts, { config: { webhook } }));
