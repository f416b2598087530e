/** What is said before and beside any form, and the commands; see `../en.ts`. */
export const chat = {
  // The front door
  'front.welcome':
    'Hello {name}. Complaint, praise, suggestion, repair or question: I pass it to headquarters. Complaints are answered within {length}{time, select, business { of business time} other {}}.',
  'front.welcome.unnamed':
    'Hello. Complaint, praise, suggestion, repair or question: I pass it to headquarters. Complaints are answered within {length}{time, select, business { of business time} other {}}.',
  'front.languages':
    'Just write what is on your mind, or type /help.\n简体中文: /language 简体 · 繁體中文: /language 繁體',
  'front.welcome.prospect':
    'Hello {name}. Are you thinking of joining? Ask me anything: I answer from headquarters’ approved texts and name them; what they don’t say I pass to a person. And I help you check what you are told before you sign.',
  'front.welcome.prospect.unnamed':
    'Hello. Are you thinking of joining? Ask me anything: I answer from headquarters’ approved texts and name them; what they don’t say I pass to a person. And I help you check what you are told before you sign.',
  'front.offer': 'I have kept what you wrote. What would you like to do with it?',
  'front.offer.files': 'I have kept this: {files}. What would you like to do with it?',
  'front.button.complaint': 'Report a complaint',
  'front.button.add': 'Add it to {number}',
  'front.button.dispute': '{number} is not settled',
  'front.button.person': 'Talk to a person',
  'front.button.no': 'Nothing, thanks',
  'front.let-go': 'All right. Write again whenever you need us.',
  'danger.fire':
    'If something is burning, call {number} now.\n• Get everyone out, and let nobody go back in.\n• Stay low in smoke, and take the stairs, not the lift.\n• Fight it only if it is small and your way out is free.\nHeadquarters has just been told.',
  'danger.gas':
    'If you smell gas, get everyone out now, and call {number} from outside.\n• No flames, no switches, no phone calls where it smells.\n• Close the gas tap and open doors and windows only if they are on your way.\n• Let nobody go back in.\nHeadquarters has just been told.',
  'danger.number.local': 'your local emergency number',
  'desk.told.danger': 'URGENT {number}: a fire or a smell of gas in a store. Please call there at once.',
  'front.thanks': 'You’re welcome. Write again whenever you need us.',
  'front.empty': 'That message was empty. Write what happened, or type /help.',
  'front.unsupported':
    'I can’t take this kind of message, only words, photos and files. Please describe it in words, or type /help.',
  'front.nothing-open': 'Nothing is open at the moment. Whatever it is, just write it here.',

  // Commands
  'command.unknown': 'I don’t know the command /{name}. /help shows what you can do.',
  'command.not-allowed': 'That command is for headquarters’ staff. Type /help to see what you can do.',
  help: 'You can:\n/complaint – report a complaint\n/suggest – make a suggestion\n/praise – praise someone\n/service – something needs repair\n/damage – damaged goods, or someone hurt\n/dispute – dispute with another franchisee\n/callback – be called back at a time that suits you\n/callbacks – your callbacks\n/dossier – check our brand before you sign: what to ask, what is left, what to look at twice\n/apply – apply to join us; /apply questions shows what we will ask\n/application – where your application stands\n/cases – see your cases\n/withdraw – take a case back\n/reopen – take a settled case up again\n/why-due – why an answer is due when it is\n/language – change the language\n/zone – change your time zone\n/link – use this chat and another one as one person\n/unlink – separate this chat again\n/drafts – what you have not finished\n/pause – put aside what is open\n/cancel – stop what is open\n/help – this list',
  'help.staff':
    'To find and take on:\n/queue – open cases; with a kind or a name only theirs\n/mine – your cases, most urgent first\n/search words – find cases\n/calls – whom to call back, by time; also with today or a date; all and missed for those who lead\n/delivery – goods were received: plan the satisfaction call\n/contact name – have someone contacted for the first time\n/case C-1042 – one case with its history\n/claim C-1042 – take it on\n\nTo write with the person:\n/reply C-1042 – write to the person, with a preview\n/replies – quick replies\n/ask C-1042 – ask the person something; the clock is paused\n/takeover C-1042 – write with the person yourself; the assistant keeps silent\n/handback C-1042 – let the assistant speak again\n\nTo work on it with others:\n/note C-1042 – a note that only staff see\n/assign C-1042 – give it to a colleague\n/refer C-1042 – hand it over to a department\n/findings C-1042 – enter what the department says\n/severity C-1042 – change how severe it is\n/about C-1042 – say whom it is about; /lift C-1042 brings it back to the desk\n\nTo answer and settle:\n/resolve C-1042 – give the answer and its outcome\n/resume C-1042 – go on without their answer\n/close C-1042 – close it with a reason\n/reopen C-1042 – open it again\n/readout C-1042 – praise was read out at the meeting\n/check C-1042 – confirm the record of damaged goods\n/why-due C-1042 – why the answer is due when it is\n\nTo see how it goes:\n/report [week, month, dates] – how it went; /report store, cause, agent or mine\n/register [date] [store] – a store’s register of complaints\n/suggestions – what came of suggestions, by month\n\nWhat people are told:\n/policies [words] – the texts that questions are answered with\n/questions – what was asked, and what no text answers\n/disclosed name date – when a prospect received the disclosure document\n\nWho wants to join:\n/applications [open, waiting, invited, declined, words] – who has applied, for those who decide; export for a table\n\nPeople and rights:\n/duty – be on or off duty\n/people – who is staff, with which duties\n/grant – give rights\n/revoke – take rights away\n/join C-1042 C-1051 – two reporters are one person\n/audit – who gave and took which rights\n\nWhat went wrong:\n/failed – what went wrong, to try again\n/replay ID – handle a failed message again\n/resend ID – send a refused message again\n\nFor yourself:\n/complaint, /cases, /language, /drafts, /pause, /cancel, /help',
  'command.complaint.menu': 'Report a complaint',
  'command.cases.menu': 'See your cases',
  'command.drafts.menu': 'Go on with what is not finished',
  'command.language.menu': 'Change the language',
  'command.help.menu': 'What you can do here',
  'command.pause.menu': 'Put aside what is open',
  'command.cancel.menu': 'Stop what is open',
  'language.ask': 'Which language would you like?',
  'language.chosen': 'From now on: {language}.',
  apology: 'Sorry, something went wrong on our side. Your message is kept, and a colleague will look into it.',
  'held-back':
    'You’re writing faster than I can read. What you have written is kept, and headquarters can see it; I just can’t answer it one by one. Pause for a few seconds, then go on.',
} as const;
