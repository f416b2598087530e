/** Simplified Chinese; what belongs here is said in `../en/dossier-print.ts`. */
import type { dossierPrint as en } from '../en/dossier-print.ts';

export const dossierPrint: Readonly<Record<keyof typeof en, string>> = {
  'dossier.print': '打印版',
  'dossier.print.button': '打印',
  'dossier.print.tip': '按 A4 纸排版；在打印窗口中选“另存为 PDF”可以保存成文件。',
  'dossier.print.day': '截至 {day}',
  'dossier.print.contents': '目录',
  'dossier.print.cited': '引用的政策',
  'dossier.print.cited.none': '目前还没有答复引用政策。',
  'page.problem.print-unknown': '找不到这份考察档案，或者它不属于您。请从您自己的对话中打开。',
  'page.back': '回到对话',
};
