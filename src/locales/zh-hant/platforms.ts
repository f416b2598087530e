/** Traditional Chinese; what belongs here is said in `../en/platforms.ts`. */
import type { platforms as en } from '../en/platforms.ts';

export const platforms: Readonly<Record<keyof typeof en, string>> = {
  // The page: what its server says
  'page.pane.prospect': '有意加盟者',
  'page.pane.franchisee': '加盟商',
  'page.pane.desk': '總部',
  'page.problem.starting': '請稍候，助理正在啟動。',
  'page.problem.session': '頁面的連線已失效，請重新載入頁面。',
  'page.problem.foreign': '這項請求並非來自本頁面，因此未作任何處理。',
  'page.problem.host': '這個網址無法開啟本頁面，請使用程式啟動時顯示的網址。',
  'page.problem.unreadable': '內容無法辨識，因此未作任何處理。請重新載入頁面。',
  'page.problem.too-large': '一次傳送的內容過多，請減少後再傳送。',
  'page.problem.file-too-large': '這個檔案超過 {mb} MB，請換一個較小的。',
  'page.problem.file-kind': '暫不支援這類檔案。您可以傳送照片、PDF、文字檔、音訊和 MP4 影片。',
  'page.problem.file-lost': '有一個檔案沒有收到，請您重新加入。',
  'page.problem.file-unknown': '找不到這個檔案。',
  'page.problem.file-coming': '檔案正在儲存，請稍後再試。',
  'page.problem.too-often': '您傳送得太快了，請稍候片刻。',
  'page.problem.too-many-pages': '本頁面開啟得太多了，請關閉幾個。',
  'page.problem.unavailable': '暫時無法接收，稍後會自動重試。',
  'page.problem.fault': '我們這邊出了點問題，請您再試一次。',

  // Slack
  'slack.title': '加盟支援',
  'slack.home': '您可以在「訊息」中直接留言給我，也可以選擇：',
  'slack.loading': '請稍候。',
  'slack.in-chat': '請回到我們的聊天中繼續。',
  'slack.too-late': '等待時間過長，表單未能開啟。請您再試一次。',

  // Discord
  'discord.written': '我們到私訊裡繼續：我剛剛傳訊息給您了，請打開私訊，找到我的名字。',
  'discord.closed': '我還無法傳私訊給您。請點伺服器名稱，在「隱私設定」允許伺服器成員傳來私訊，然後再下一次指令。',
  'discord.unavailable': '暫時無法收到，請稍後再試一次。',
  'discord.files-left': '那則訊息裡的檔案沒有一併帶上。稍後請您上傳照片時，請再傳一次。',
  'discord.menu.complaint': '列為投訴上報',
  'discord.option.what': '發生了什麼事',
  'discord.option.dossier': '考察項目，或 left（還剩什麼）、worries（我的疑慮）、interview（拜訪）、export（匯出）',
  'discord.option.store': '門市名稱或編號',
  'discord.option.language': '選擇語言',
  'discord.dialog.kept': '謝謝，已為您儲存。請繼續填寫：',
  'discord.dialog.next': '下一頁（第 {page, number} 頁，共 {pages, number} 頁）',
  'discord.dialog.problems': '就快好了，請再看一下這裡：',
  'discord.dialog.correct': '前往修改',
  'discord.dialog.done': '謝謝，表單已填寫完成。',

  // The terminal
  'console.welcome':
    '試用模式。您現在的身分：{label}。/as franchisee 切換為加盟商，/as desk 切換為總部，/as desk2 切換為總部另一位同事，/as prospect 切換為有意加盟者。輸入數字代替按按鈕，輸入 /quit 離開。',
  'console.unknown-persona': '沒有這個身分。可以選：{names}。',
  'console.now-as': '您現在的身分：{label}',
  'console.unavailable': '暫時連不上資料庫。您的訊息已經保留，會自動重試。',
  'console.updated': '（已更新）',
  'console.persona.franchisee': '加盟商',
  'console.persona.prospect': '有意加盟者',
  'console.persona.desk': '總部',
  'console.persona.desk2': '總部另一位同事',
};
