/** What belongs to one platform only; see `../en.ts`. */
export const platforms = {
  // The page: what its server says
  'page.pane.prospect': 'Interested in joining',
  'page.pane.franchisee': 'Franchisee',
  'page.pane.desk': 'Headquarters',
  'page.problem.starting': 'Just a moment, the assistant is starting.',
  'page.problem.session': 'This page has lost its session. Please load it again.',
  'page.problem.foreign': 'That did not come from this page, so nothing was done.',
  'page.problem.host':
    'This address does not lead here. Please open the page under the address that the program named.',
  'page.problem.unreadable': 'That could not be read, so nothing was done. Please load the page again.',
  'page.problem.too-large': 'That is too much at once. Please send less.',
  'page.problem.file-too-large': 'That file is larger than {mb} MB. Please send a smaller one.',
  'page.problem.file-kind': 'That kind of file can’t be taken. Photos, PDF, text, sound and MP4 video can.',
  'page.problem.file-lost': 'A file did not arrive. Please attach it again.',
  'page.problem.file-unknown': 'There is no such file.',
  'page.problem.file-coming': 'That file is still being stored. Please try again in a moment.',
  'page.problem.too-often': 'That was a lot in a short time. Please wait a moment.',
  'page.problem.too-many-pages': 'This page is open too many times. Please close a few.',
  'page.problem.unavailable': 'We can’t take that in at the moment. It will be tried again.',
  'page.problem.fault': 'Something went wrong on our side. Please try again.',

  // Slack
  'slack.title': 'Franchise support',
  'slack.home': 'Write to me under “Messages”, or choose:',
  'slack.loading': 'One moment…',
  'slack.in-chat': 'Please go on in our chat.',
  'slack.too-late': 'That took too long, so the form could not be opened. Please try again.',

  // Discord
  'discord.written':
    'Let’s go on in private: I have just written to you. Open your direct messages and look for my name.',
  'discord.closed':
    'I can’t write to you in private yet. Please allow direct messages from members of this server (its name, then Privacy Settings), then send the command once more.',
  'discord.unavailable': 'That could not be taken in at the moment. Please try again in a little while.',
  'discord.files-left': 'The files of that message are not included. Please send them to me when I ask for photos.',
  'discord.menu.complaint': 'Report as a complaint',
  'discord.option.what': 'What happened',
  'discord.option.dossier': 'An item, or one of: left, worries, interview, export',
  'discord.option.store': 'The store’s name or code',
  'discord.option.language': 'Which language',
  'discord.dialog.kept': 'Thank you, that is kept. The form goes on:',
  'discord.dialog.next': 'Next: page {page, number} of {pages, number}',
  'discord.dialog.problems': 'Almost there. Please look at this once more:',
  'discord.dialog.correct': 'Correct it',
  'discord.dialog.done': 'Thank you, the form is filled in.',

  // The terminal
  'console.welcome':
    'Playground. You speak as: {label}. /as franchisee, /as desk (headquarters), /as desk2 (a second colleague) and /as prospect (someone interested) change that. Type a number to press a button, /quit to leave.',
  'console.unknown-persona': 'Nobody here is called that. There are: {names}.',
  'console.now-as': 'You now speak as: {label}',
  'console.unavailable': 'The database can’t be reached at the moment. Your message is kept and tried again.',
  'console.updated': '(updated)',
  'console.persona.franchisee': 'franchisee',
  'console.persona.prospect': 'prospect',
  'console.persona.desk': 'headquarters',
  'console.persona.desk2': 'headquarters, second colleague',
} as const;
