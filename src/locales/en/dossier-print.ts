/** The dossier as a page to be printed; see `../en.ts`. */
export const dossierPrint = {
  'dossier.print': 'Print view',
  'dossier.print.button': 'Print',
  'dossier.print.tip': 'Prints on A4; “Save as PDF” in the print window makes a file of it.',
  'dossier.print.day': 'As of {day}',
  'dossier.print.contents': 'Contents',
  'dossier.print.cited': 'Policies cited',
  'dossier.print.cited.none': 'No answer cites a policy yet.',
  'page.problem.print-unknown':
    'There is no such dossier, or it is not yours. Please open it from your own conversation.',
  'page.back': 'Back to the conversation',
} as const;
