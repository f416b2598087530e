/** Simplified Chinese; what belongs here is said in `../en/reminders.ts`. */
import type { reminders as en } from '../en/reminders.ts';

export const reminders: Readonly<Record<keyof typeof en, string>> = {
  'call.remind.unstarted': '约定的时间已过，还没有同事致电：{when}。',
  'call.remind.now': '到致电时间了：{when}。',
  'call.remind.soon': '快到致电时间了：{when}。',
  'call.remind.announce': '温馨提醒：我们会按约定在{when}致电给您。如有变化，可以在这里改时间或取消。',
  'call.for': '致 {name}：',
  'call.numbered': '{number}. {line}',
  'call.remind.announce.planned': '温馨提醒：我们计划在{when}致电给您。如果不方便，可以在这里改时间或取消。',
  'call.remind.unstarted-again': '仍没有同事致电：{when}。请安排同事跟进。',
  'call.remind.escalated': '已两次提醒主管，仍没有同事致电：{when}。',
  'call.remind.missed': '非常抱歉，我们没有按约定在{when}致电给您。',
  'call.missed.times': '我们可以改在以下时间致电：{times}。您也可以另选时间。',
  'call.missed.choose': '请您另选一个方便的时间。',
  'call.button.to': '转交同事',
  'call.give-to': '转交 {name}',
  'call.told.given.unstarted': '{by} 请您代为致电：约定的时间已过，还没有同事致电。',
  'call.due.person': '关于您的 {count, plural, other {#}} 个回电：',
  'call.due.agent': '您有 {count, plural, other {#}} 个回电需要处理，按紧急程度排列：',
  'call.due.desk': '有 {count, plural, other {#}} 个回电需要跟进，按紧急程度排列：',
  'call.due.supervisor': '有 {count, plural, other {#}} 个回电已过约定时间，还没有同事致电：',
  'call.due.manager': '有 {count, plural, other {#}} 个回电已两次提醒主管，仍没有同事致电：',
  'call.due.line': '{what}：{when} · {topic}',
  'call.due.whose': '{line} · {name}',
  'call.due.more': '另有 {count} 个，可用 {command} 查看。',
  'call.due.what.escalated': '已两次提醒主管，仍未致电',
  'call.due.what.unstarted-again': '仍未致电',
  'call.due.what.unstarted': '尚未致电',
  'call.due.what.missed': '未能按约致电，非常抱歉',
  'call.due.what.now': '现在致电',
  'call.due.what.soon': '即将致电',
  'call.due.what.written': '同事给您留言',
  'call.due.what.announce': '我们将致电给您',
  'call.away.yours':
    '{name} {reason, select, away {已离岗} other {不再负责回电}}，以下 {count, plural, other {#}} 个回电现由您负责：',
  'call.away.nobody':
    '{name} {reason, select, away {已离岗} other {不再负责回电}}，暂时没有可以接手的同事。以下 {count, plural, other {#}} 个回电由谁来打？',
  'call.away.told':
    '{reason, select, away {您离岗期间，} other {}}原由您负责的 {count, plural, other {#}} 个回电已转给其他同事：',
};
