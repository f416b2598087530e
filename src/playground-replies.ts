/** Quick replies that a newcomer finds; a real installation writes its own with /replies. */
import { idOf } from './core/ids.ts';
import type { QuickReply } from './domain/quick-reply.ts';

const quickReply = (key: string, name: string, texts: QuickReply['texts'], kinds: QuickReply['kinds'] = null) => {
  return (createdAt: string): QuickReply => {
    return { id: idOf('quick reply', key), seq: 1, name, texts, kinds, retiredAt: null, createdAt };
  };
};

const REPLIES = [
  quickReply('begun', '已开始处理 · Begun', {
    'zh-Hans': '{name}您好，我是总部的{agent}，工单 {number} 由我负责，会在{due}前给您答复。',
    'zh-Hant': '{name}您好，我是總部的{agent}，工單 {number} 由我負責，會在{due}前給您答覆。',
    en: 'Hello {name}, this is {agent} at headquarters. I am looking after {number} and will answer by {due}.',
  }),
  quickReply(
    'photos',
    '请补充照片 · Photos',
    {
      'zh-Hans': '{name}您好，为了尽快核实 {number}，请补充商品、包装批号和小票的照片，直接发在这里即可。',
      'zh-Hant': '{name}您好，為了盡快核實 {number}，請補充商品、包裝批號及收據的照片，直接傳到這裡即可。',
      en: 'Hello {name}, photos of the goods, the batch number on the packaging and the receipt would help us with {number}. Just send them here.',
    },
    ['complaint', 'damage'],
  ),
  quickReply('longer', '还需要时间 · Takes longer', {
    'zh-Hans': '{name}您好，{number} 的核实还需要一些时间，有结果会第一时间在这里告诉您。感谢您的耐心。',
    'zh-Hant': '{name}您好，{number} 的核實仍需一些時間，一有結果會立即在這裡告訴您。感謝您的耐心。',
    en: 'Hello {name}, we need a little longer for {number}. You will hear from us here as soon as we know. Thank you for your patience.',
  }),
  quickReply('visit', '安排到店 · Visit', {
    'zh-Hans': '{name}您好，我们会安排同事到{store}现场了解情况，到店前会先与您约时间。',
    'zh-Hant': '{name}您好，我們會安排同事到{store}現場了解情況，到店前會先與您約時間。',
    en: 'Hello {name}, a colleague will come to {store} to see for themselves, and will agree a time with you first.',
  }),
  quickReply('thanks', '感谢反馈 · Thank you', {
    'zh-Hans': '{name}您好，感谢您的反馈，我们已转给相关部门。{agent}',
    'zh-Hant': '{name}您好，感謝您的意見，我們已轉交相關部門。{agent}',
    en: 'Hello {name}, thank you for telling us; we have passed it on. {agent}',
  }),
];

export const playgroundReplies = (now: string): QuickReply[] => REPLIES.map((make) => make(now));
