/** Traditional Chinese; what belongs here is said in `../en/chat.ts`. */
import type { chat as en } from '../en/chat.ts';

export const chat: Readonly<Record<keyof typeof en, string>> = {
  // The front door
  'front.welcome':
    '{name}，您好！投訴、表揚、建議、報修或查詢，都可以告訴我，由我轉交總部。投訴會在 {length}內答覆您{time, select, business {（按辦公時間計算）} other {}}。',
  'front.welcome.unnamed':
    '您好！投訴、表揚、建議、報修或查詢，都可以告訴我，由我轉交總部。投訴會在 {length}內答覆您{time, select, business {（按辦公時間計算）} other {}}。',
  'front.languages': '想說什麼直接寫，或輸入 /help。\nEnglish: /language English · 简体中文：/language 简体',
  'front.welcome.prospect':
    '您好，{name}。正在考慮加盟嗎？有問題直接問我：我只依總部核可的政策答覆，並註明出處；政策裡沒有的，會轉給同事。簽約之前，我也可以協助您把聽到的逐項查證。',
  'front.welcome.prospect.unnamed':
    '您好。正在考慮加盟嗎？有問題直接問我：我只依總部核可的政策答覆，並註明出處；政策裡沒有的，會轉給同事。簽約之前，我也可以協助您把聽到的逐項查證。',
  'front.offer': '您寫的內容已經記下。接下來希望怎樣處理？',
  'front.offer.files': '收到您傳來的{files}。接下來希望怎麼處理？',
  'front.button.complaint': '我要投訴',
  'front.button.add': '補充到工單 {number}',
  'front.button.dispute': '工單 {number} 還沒有解決',
  'front.button.person': '真人客服',
  'front.button.no': '不用了，謝謝',
  'front.let-go': '好的，有需要歡迎隨時聯絡我們。',
  'danger.fire':
    '如果起火，請立即撥打 {number}。\n• 請所有人馬上離開，不要再返回。\n• 有煙時請壓低身體，走樓梯，不要搭電梯。\n• 除非火勢很小、退路暢通，否則不要嘗試滅火。\n總部已收到通知。',
  'danger.gas':
    '如果聞到瓦斯（煤氣）味，請所有人馬上離開，到室外再撥打 {number}。\n• 有氣味的地方不要用明火，不要碰任何開關，不要打電話。\n• 只有順路時，才關瓦斯開關、打開門窗。\n• 不要再返回。\n總部已收到通知。',
  'danger.number.local': '當地的緊急電話',
  'desk.told.danger': '緊急 {number}：門市起火或有瓦斯味。請立即致電門市。',
  'front.thanks': '不客氣，有需要歡迎隨時聯絡我們。',
  'front.empty': '沒有收到內容。請寫下發生了什麼事，或輸入 /help。',
  'front.unsupported': '暫時無法接收這種訊息，可以傳文字、照片或檔案。請用文字說明，或輸入 /help。',
  'front.nothing-open': '您目前沒有填寫中的資料。有任何事情，請直接寫在這裡。',

  // Commands
  'command.unknown': '沒有 /{name} 這個指令。輸入 /help 可查看能辦理的事項。',
  'command.not-allowed': '這個指令只供總部同事使用。輸入 /help 可查看您能用的指令。',
  help: '您可以輸入：\n/complaint：我要投訴\n/suggest：我有建議\n/praise：我要表揚\n/service：設備報修\n/damage：商品損壞或有人受傷\n/dispute：與其他加盟商的糾紛\n/callback：預約回電\n/callbacks：我預約的回電\n/dossier：簽約前的考察：要問什麼、還剩什麼、要留意什麼\n/apply：申請加盟；/apply questions 可先看會問什麼\n/application：查詢申請進度\n/cases：查看我的工單\n/withdraw：撤回工單\n/reopen：要求重新處理已結工單\n/why-due：查看答覆時限的說明\n/language：切換語言\n/zone：更改時區\n/link：把另一個對話與這裡連結\n/unlink：取消目前對話的連結\n/drafts：我的草稿，繼續未填完的資料\n/pause：暫存填寫中的資料，稍後再填\n/cancel：取消填寫中的資料\n/help：查看指令',
  'help.staff':
    '【查找及接手】\n/queue：未結工單，可加類別或姓名\n/mine：我負責的工單，最緊急的在前\n/search 關鍵字：查找工單\n/calls：按時間查看需要回電的客戶，可加「今天」或日期；主管可加 all（全部）、missed（逾期）\n/delivery：登記收貨，並安排滿意度回訪\n/contact 姓名：安排同事首次聯絡客戶\n/case C-1042：查看工單及處理紀錄\n/claim C-1042：接手工單\n\n【與客戶溝通】\n/reply C-1042：回覆客戶，送出前可預覽\n/replies：快捷回覆\n/ask C-1042：詢問客戶，期限暫停計算\n/takeover C-1042：接手對話，直接與客戶溝通\n/handback C-1042：把對話交還助理\n\n【內部協作】\n/note C-1042：寫備註，只有總部同事看得到\n/assign C-1042：分派給同事\n/refer C-1042：轉交部門核實\n/findings C-1042：登記部門結果\n/severity C-1042：調整級別\n/about C-1042：登記涉及人員，轉交監督小組；/lift C-1042 解除保密\n\n【答覆及結案】\n/resolve C-1042：給予正式答覆及處理結果\n/resume C-1042：不等客戶回覆，繼續處理\n/close C-1042：說明原因並關閉\n/reopen C-1042：重新開啟\n/readout C-1042：表揚已在店會宣讀\n/check C-1042：確認商品損壞紀錄\n/why-due C-1042：查看答覆時限的說明\n\n【報表】\n/report [week、month 或日期]：工單報告，也可加 store、cause、agent 或 mine 看分項\n/register [日期] [門市]：門市的投訴登記表\n/suggestions：按月查看建議的結果\n\n【對外回覆】\n/policies：查看用來回覆問題的政策，可加關鍵字\n/questions：大家問了什麼，哪些還沒有政策可回覆\n/disclosed 姓名和日期：登記客戶何時收到揭露文件\n\n【加盟申請】\n/applications：加盟申請，供負責決定的人員使用；可加 open、waiting、invited、declined 或關鍵字，export 可匯出表格\n\n【人員及權限】\n/duty：開始或結束值班\n/people：查看同事和職責\n/grant：授予權限\n/revoke：撤銷權限\n/join C-1042 C-1051：合併為同一提交人\n/audit：權限變更紀錄\n\n【出錯的訊息】\n/failed：查看出錯的訊息，可重試\n/replay ID：重新處理出錯的訊息\n/resend ID：重新傳送未送達的訊息\n\n【個人】\n/complaint、/cases、/language、/drafts、/pause、/cancel、/help',
  'command.complaint.menu': '我要投訴',
  'command.cases.menu': '查看我的工單',
  'command.drafts.menu': '繼續未填完的資料',
  'command.language.menu': '切換語言',
  'command.help.menu': '查看指令',
  'command.pause.menu': '暫存，稍後再填',
  'command.cancel.menu': '取消填寫中的資料',
  'language.ask': '您想使用哪種語言？',
  'language.chosen': '好的，接下來會使用{language}。',
  apology: '抱歉，我們的系統出了點問題。您的訊息已經保留，同事會跟進處理。',
  'held-back': '您傳得有點快，我來不及逐則回覆。您寫的內容都已保留，總部同事可以看到。請稍等幾秒再繼續。',
};
