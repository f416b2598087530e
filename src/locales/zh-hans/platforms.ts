/** Simplified Chinese; what belongs here is said in `../en/platforms.ts`. */
import type { platforms as en } from '../en/platforms.ts';

export const platforms: Readonly<Record<keyof typeof en, string>> = {
  // The page: what its server says
  'page.pane.prospect': '意向加盟者',
  'page.pane.franchisee': '加盟商',
  'page.pane.desk': '总部',
  'page.problem.starting': '请稍候，助手正在启动。',
  'page.problem.session': '页面会话已失效，请重新加载页面。',
  'page.problem.foreign': '该请求并非来自本页面，未作任何处理。',
  'page.problem.host': '此地址无法打开本页面，请使用程序启动时给出的地址。',
  'page.problem.unreadable': '内容无法识别，未作任何处理。请重新加载页面。',
  'page.problem.too-large': '一次发送的内容过多，请减少后再发。',
  'page.problem.file-too-large': '该文件超过 {mb} MB，请换一个小一些的。',
  'page.problem.file-kind': '暂不支持这种文件。您可以发送照片、PDF、文本、音频和 MP4 视频。',
  'page.problem.file-lost': '有一个文件没有收到，请您重新添加。',
  'page.problem.file-unknown': '没有找到该文件。',
  'page.problem.file-coming': '文件正在保存，请稍后再试。',
  'page.problem.too-often': '您发送得太快了，请稍等片刻。',
  'page.problem.too-many-pages': '本页面打开得太多了，请关闭几个。',
  'page.problem.unavailable': '暂时无法接收，稍后会自动重试。',
  'page.problem.fault': '我们这边出了点问题，请您再试一次。',

  // Slack
  'slack.title': '加盟支持',
  'slack.home': '您可以在“消息”里直接给我留言，也可以选择：',
  'slack.loading': '请稍候。',
  'slack.in-chat': '请回到我们的聊天中继续。',
  'slack.too-late': '等待时间过长，表单没能打开。请您再试一次。',

  // Discord
  'discord.written': '我们到私信里继续：我刚刚给您发了消息，请打开私信，找到我的名字。',
  'discord.closed': '我还没法给您发私信。请点服务器名称，在“隐私设置”里允许服务器成员发来私信，然后再发一次指令。',
  'discord.unavailable': '暂时没能收到，请稍后再试一次。',
  'discord.files-left': '那条消息里的文件没有一并带上。稍后请您上传照片时，请再发一次。',
  'discord.menu.complaint': '作为投诉上报',
  'discord.option.what': '发生了什么事',
  'discord.option.dossier': '考察项目，或 left（还剩什么）、worries（我的顾虑）、interview（走访）、export（导出）',
  'discord.option.store': '门店名称或编号',
  'discord.option.language': '选择语言',
  'discord.dialog.kept': '谢谢，已为您保存。请继续填写：',
  'discord.dialog.next': '下一页（第 {page, number} 页，共 {pages, number} 页）',
  'discord.dialog.problems': '就快好了，请再看一下这里：',
  'discord.dialog.correct': '去修改',
  'discord.dialog.done': '谢谢，表单已填完。',

  // The terminal
  'console.welcome':
    '试用模式。您现在的身份：{label}。/as franchisee 切换为加盟商，/as desk 切换为总部，/as desk2 切换为总部另一位同事，/as prospect 切换为意向加盟者。输入数字代替按按钮，输入 /quit 退出。',
  'console.unknown-persona': '没有这个身份。可以选：{names}。',
  'console.now-as': '您现在的身份：{label}',
  'console.unavailable': '暂时连不上数据库。您的消息已经保留，会自动重试。',
  'console.updated': '（已更新）',
  'console.persona.franchisee': '加盟商',
  'console.persona.prospect': '意向加盟者',
  'console.persona.desk': '总部',
  'console.persona.desk2': '总部另一位同事',
};
