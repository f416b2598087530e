/** Traditional Chinese; what belongs here is said in `../en/reminders.ts`. */
import type { reminders as en } from '../en/reminders.ts';

export const reminders: Readonly<Record<keyof typeof en, string>> = {
  'call.remind.unstarted': '約定的時間已過，還沒有同事致電：{when}。',
  'call.remind.now': '致電時間到了：{when}。',
  'call.remind.soon': '致電時間快到了：{when}。',
  'call.remind.announce': '溫馨提醒：我們會按約定在{when}致電給您。如有變動，可以在這裡更改時間或取消。',
  'call.for': '致 {name}：',
  'call.numbered': '{number}. {line}',
  'call.remind.announce.planned': '溫馨提醒：我們預計在{when}致電給您。如果不方便，可以在這裡更改時間或取消。',
  'call.remind.unstarted-again': '仍沒有同事致電：{when}。請安排同事跟進。',
  'call.remind.escalated': '已兩度提醒主管，仍沒有同事致電：{when}。',
  'call.remind.missed': '非常抱歉，我們未能依約在{when}致電給您。',
  'call.missed.times': '我們可以改在以下時間致電：{times}。您也可以另選時間。',
  'call.missed.choose': '請您另選一個方便的時間。',
  'call.button.to': '轉交同事',
  'call.give-to': '轉交 {name}',
  'call.told.given.unstarted': '{by} 請您代為致電：約定的時間已過，還沒有同事致電。',
  'call.due.person': '關於您的 {count, plural, other {#}} 個回電：',
  'call.due.agent': '您有 {count, plural, other {#}} 個回電需要處理，依緊急程度排列：',
  'call.due.desk': '有 {count, plural, other {#}} 個回電需要跟進，依緊急程度排列：',
  'call.due.supervisor': '有 {count, plural, other {#}} 個回電已過約定時間，還沒有同事致電：',
  'call.due.manager': '有 {count, plural, other {#}} 個回電已兩度提醒主管，仍沒有同事致電：',
  'call.due.line': '{what}：{when} · {topic}',
  'call.due.whose': '{line} · {name}',
  'call.due.more': '另有 {count} 個，可用 {command} 查看。',
  'call.due.what.escalated': '已兩度提醒主管，仍未致電',
  'call.due.what.unstarted-again': '仍未致電',
  'call.due.what.unstarted': '尚未致電',
  'call.due.what.missed': '未能依約致電，非常抱歉',
  'call.due.what.now': '現在致電',
  'call.due.what.soon': '即將致電',
  'call.due.what.written': '同事留言給您',
  'call.due.what.announce': '我們將致電給您',
  'call.away.yours':
    '{name} {reason, select, away {未值班} other {不再負責回電}}，以下 {count, plural, other {#}} 個回電現由您負責：',
  'call.away.nobody':
    '{name} {reason, select, away {未值班} other {不再負責回電}}，暫時沒有可以接手的同事。以下 {count, plural, other {#}} 個回電由誰來打？',
  'call.away.told':
    '{reason, select, away {您未值班期間，} other {}}原由您負責的 {count, plural, other {#}} 個回電已轉給其他同事：',
};
