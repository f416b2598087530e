/** Traditional Chinese; what belongs here is said in `../en/deliveries.ts`. */
import type { deliveries as en } from '../en/deliveries.ts';

export const deliveries: Readonly<Record<keyof typeof en, string>> = {
  'delivery.title': '收貨登記',
  'delivery.submit': '登記並安排回訪',
  'delivery.reference': '送貨單',
  'delivery.reference.ask': '送貨單號是多少？',
  'delivery.reference.example': '例如：DN-20418，見送貨單。',
  'delivery.outlet.ask': '請問是哪家門市收到貨品？',
  'delivery.received': '收貨日期',
  'delivery.received.ask': '是哪天收到的？',
  'delivery.received.example': '例如：昨天，或 11 月 2 日。',
  'delivery.received.odd': '這一天還沒有到，或已超過一年。請用 /delivery 重新登記。',
  'delivery.recipient': '收貨人',
  'delivery.recipient.ask': '是誰收的貨？請寫姓名；如果是某張工單的提交人，請寫工單號。',
  'delivery.recipient.example': '例如：李梅，或 C-1042。',
  'delivery.recipient.no-case': '沒有可以就此回訪的工單 {number}。',
  'delivery.phone.ask': '對方的電話號碼是多少？',
  'delivery.done': '已登記：{reference}。對{name}的滿意度回訪安排在{when}。',
  'delivery.done.late': '已登記：{reference}。滿意度回訪的期限已過，請盡快致電{name}：{when}。',
  'delivery.done.undecided': '已登記：{reference}。無法推算對{name}的滿意度回訪日期，請選定一天。',
  'delivery.done.kept': '已登記：{reference}。滿意度回訪維持原來的安排：{when}。',
  'delivery.known': '送貨單 {reference} 已經登記過，內容相同。',
  'delivery.not-called': '之前通知您的滿意度回訪已取消，不再打擾您。',
  'delivery.told.late':
    '{count, plural, other {有 # 張送貨單報得太晚，回訪期限已過：{list}。已排在最近可以回訪的日子。}}',
  'delivery.told.undecided':
    '{count, plural, other {有 # 張送貨單推算不出回訪日期，請選定：{list}。傳送 /calls 可以看到。}}',
  'delivery.told.kept':
    '{count, plural, other {有 # 張送貨單的內容有變，但回訪已與對方約好或已經開始，不再改動：{list}。}}',
};
