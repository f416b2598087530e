/** Simplified Chinese; what belongs here is said in `../en/deliveries.ts`. */
import type { deliveries as en } from '../en/deliveries.ts';

export const deliveries: Readonly<Record<keyof typeof en, string>> = {
  'delivery.title': '收货登记',
  'delivery.submit': '登记并安排回访',
  'delivery.reference': '送货单',
  'delivery.reference.ask': '送货单号是多少？',
  'delivery.reference.example': '例如：DN-20418，见送货单。',
  'delivery.outlet.ask': '请问是哪家门店收到了货？',
  'delivery.received': '收货日期',
  'delivery.received.ask': '是哪天收到的？',
  'delivery.received.example': '例如：昨天，或 11 月 2 日。',
  'delivery.received.odd': '这一天还没有到，或已超过一年。请用 /delivery 重新登记。',
  'delivery.recipient': '收货人',
  'delivery.recipient.ask': '是谁收的货？请写姓名；如果是某个工单的提交人，请写工单号。',
  'delivery.recipient.example': '例如：李梅，或 C-1042。',
  'delivery.recipient.no-case': '没有可以就此回访的工单 {number}。',
  'delivery.phone.ask': '对方的电话号码是多少？',
  'delivery.done': '已登记：{reference}。对{name}的满意度回访安排在{when}。',
  'delivery.done.late': '已登记：{reference}。满意度回访的期限已过，请尽快致电{name}：{when}。',
  'delivery.done.undecided': '已登记：{reference}。无法推算对{name}的满意度回访日期，请人工选定。',
  'delivery.done.kept': '已登记：{reference}。满意度回访维持原来的安排：{when}。',
  'delivery.known': '送货单 {reference} 已经登记过，内容相同。',
  'delivery.not-called': '之前通知您的满意度回访已取消，不再打扰您。',
  'delivery.told.late':
    '{count, plural, other {有 # 张送货单报得太晚，回访期限已过：{list}。已排在最近能回访的日子。}}',
  'delivery.told.undecided':
    '{count, plural, other {有 # 张送货单推算不出回访日期，请人工选定：{list}。发送 /calls 可以看到。}}',
  'delivery.told.kept':
    '{count, plural, other {有 # 张送货单的内容有变，但回访已与对方约好或已经开始，不再改动：{list}。}}',
};
