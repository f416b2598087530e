/** Simplified Chinese; what belongs here is said in `../en/chat.ts`. */
import type { chat as en } from '../en/chat.ts';

export const chat: Readonly<Record<keyof typeof en, string>> = {
  // The front door
  'front.welcome':
    '{name}，您好！投诉、表扬、建议、报修或咨询，都可以告诉我，由我转交总部。投诉会在 {length}内答复您{time, select, business {（按工作时间计算）} other {}}。',
  'front.welcome.unnamed':
    '您好！投诉、表扬、建议、报修或咨询，都可以告诉我，由我转交总部。投诉会在 {length}内答复您{time, select, business {（按工作时间计算）} other {}}。',
  'front.languages': '想说什么直接写，或输入 /help。\nEnglish: /language English · 繁體中文：/language 繁體',
  'front.welcome.prospect':
    '您好，{name}。正在考虑加盟吗？有问题直接问我：我只按总部核准的政策答复，并注明出处；政策里没有的，会转给同事。签约之前，我也可以帮您把听到的逐项核实。',
  'front.welcome.prospect.unnamed':
    '您好。正在考虑加盟吗？有问题直接问我：我只按总部核准的政策答复，并注明出处；政策里没有的，会转给同事。签约之前，我也可以帮您把听到的逐项核实。',
  'front.offer': '您写的内容我记下了。接下来希望怎么处理？',
  'front.offer.files': '收到您发来的{files}。接下来希望怎么处理？',
  'front.button.complaint': '我要投诉',
  'front.button.add': '补充到工单 {number}',
  'front.button.dispute': '工单 {number} 还没有解决',
  'front.button.person': '转人工客服',
  'front.button.no': '不用了，谢谢',
  'front.let-go': '好的，有需要随时找我们。',
  'danger.fire':
    '如果着火，请立即拨打 {number}。\n• 请所有人马上离开，不要再回去。\n• 有烟时请弯腰低姿，走楼梯，不要乘电梯。\n• 只有火很小、退路畅通时，才可以尝试灭火。\n总部已收到通知。',
  'danger.gas':
    '如果闻到燃气味，请所有人马上离开，到室外再拨打 {number}。\n• 有气味的地方不要用明火，不要碰任何开关，不要打电话。\n• 只有顺路时，才关燃气阀、开门窗。\n• 不要再回去。\n总部已收到通知。',
  'danger.number.local': '当地的紧急电话',
  'desk.told.danger': '紧急 {number}：门店着火或有燃气味。请立即致电门店。',
  'front.thanks': '不客气，有需要随时找我们。',
  'front.empty': '没有收到内容。请写下发生了什么，或输入 /help。',
  'front.unsupported': '暂时收不了这种消息，可以发文字、照片或文件。请用文字说明，或输入 /help。',
  'front.nothing-open': '您目前没有正在填写的内容。有任何事情，直接写在这里就可以。',

  // Commands
  'command.unknown': '没有 /{name} 这个指令。输入 /help 可查看能办理的事项。',
  'command.not-allowed': '这个指令仅供总部同事使用。输入 /help 可以查看您能用的指令。',
  help: '您可以输入：\n/complaint：我要投诉\n/suggest：我有建议\n/praise：我要表扬\n/service：设备报修\n/damage：商品损坏或有人受伤\n/dispute：与其他加盟商的纠纷\n/callback：预约回电\n/callbacks：我预约的回电\n/dossier：签约前的考察：要问什么、还剩什么、要留意什么\n/apply：申请加盟；/apply questions 可先看会问什么\n/application：查看申请进度\n/cases：查看我的工单\n/withdraw：撤回工单\n/reopen：要求重新处理已结工单\n/why-due：查看答复时限的说明\n/language：切换语言\n/zone：更改时区\n/link：把另一个聊天与这里关联\n/unlink：取消当前聊天的关联\n/drafts：我的草稿，继续未填完的内容\n/pause：暂存正在填写的内容，稍后再填\n/cancel：取消正在填写的内容\n/help：查看指令',
  'help.staff':
    '【查找和认领】\n/queue：未结工单，可加类别或姓名\n/mine：我负责的工单，最紧急的在前\n/search 关键词：查找工单\n/calls：按时间查看需要回电的客户，可加“今天”或日期；主管可加 all（全部）、missed（逾期）\n/delivery：登记收货，并安排满意度回访\n/contact 姓名：安排同事首次联系客户\n/case C-1042：查看工单和处理记录\n/claim C-1042：认领工单\n\n【与客户沟通】\n/reply C-1042：回复客户，发送前可预览\n/replies：快捷回复\n/ask C-1042：询问客户，期限暂停计算\n/takeover C-1042：接管对话，直接与客户沟通\n/handback C-1042：把对话交还助手\n\n【内部协作】\n/note C-1042：写备注，仅总部同事可见\n/assign C-1042：分派给同事\n/refer C-1042：转交部门核实\n/findings C-1042：登记部门结果\n/severity C-1042：调整级别\n/about C-1042：登记涉及人员，转监督小组；/lift C-1042 解除保密\n\n【答复和办结】\n/resolve C-1042：给出正式答复和处理结果\n/resume C-1042：不等客户回复，继续处理\n/close C-1042：说明原因并关闭\n/reopen C-1042：重新打开\n/readout C-1042：表扬已在店会宣读\n/check C-1042：确认商品损坏记录\n/why-due C-1042：查看答复时限的说明\n\n【报表】\n/report [week、month 或日期]：工单报告，也可加 store、cause、agent 或 mine 看分项\n/register [日期] [门店]：门店的投诉登记表\n/suggestions：按月查看建议的结果\n\n【对外答复】\n/policies：查看用来答复问题的政策，可加关键词\n/questions：大家问了什么，哪些还没有政策可答\n/disclosed 姓名和日期：登记客户何时收到信息披露文件\n\n【加盟申请】\n/applications：加盟申请，供负责决定的人员使用；可加 open、waiting、invited、declined 或关键词，export 可导出表格\n\n【人员和权限】\n/duty：上岗或离岗\n/people：查看同事和职责\n/grant：授予权限\n/revoke：撤销权限\n/join C-1042 C-1051：合并为同一提交人\n/audit：权限变更记录\n\n【出错的消息】\n/failed：查看出错的消息，可以重试\n/replay ID：重新处理出错的消息\n/resend ID：重新发送未送达的消息\n\n【个人】\n/complaint、/cases、/language、/drafts、/pause、/cancel、/help',
  'command.complaint.menu': '我要投诉',
  'command.cases.menu': '查看我的工单',
  'command.drafts.menu': '继续未填完的内容',
  'command.language.menu': '切换语言',
  'command.help.menu': '查看指令',
  'command.pause.menu': '暂存，稍后再填',
  'command.cancel.menu': '取消正在填写的内容',
  'language.ask': '您想使用哪种语言？',
  'language.chosen': '好的，接下来使用{language}。',
  apology: '抱歉，我们这边出了点问题。您的消息已经保留，同事会跟进处理。',
  'held-back': '您发得有点快，我来不及逐条回复。您写的内容都已保留，总部同事可以看到。请稍等几秒再继续。',
};
