/** Traditional Chinese; what belongs here is said in `../en/dossier-print.ts`. */
import type { dossierPrint as en } from '../en/dossier-print.ts';

export const dossierPrint: Readonly<Record<keyof typeof en, string>> = {
  'dossier.print': '列印版',
  'dossier.print.button': '列印',
  'dossier.print.tip': '以 A4 紙排版；在列印視窗選擇「另存為 PDF」即可存成檔案。',
  'dossier.print.day': '截至 {day}',
  'dossier.print.contents': '目錄',
  'dossier.print.cited': '引用的政策',
  'dossier.print.cited.none': '目前還沒有答覆引用政策。',
  'page.problem.print-unknown': '找不到這份考察檔案，或者它不屬於您。請從您自己的對話中開啟。',
  'page.back': '回到對話',
};
