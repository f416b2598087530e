/** Who works on a case, who hears of it, and whom it is about; see `../en.ts`. */
export const routing = {
  // Giving cases to people
  'card.button.assign': 'Assign',
  'card.button.assign.one': 'Assign {number}',
  'card.button.about': 'Whom it is about',
  'card.button.lift': 'Back to the desk',
  'assign.title': 'Assign',
  'assign.to': 'To',
  'assign.ask': 'Who should look after it?',
  'assign.example': 'Choose a name, or type it.',
  'assign.choice': '{name} · {count} open',
  'assign.text': 'Why',
  'assign.why': 'Would you like to say why? They read it, and it stands in the history.',
  'assign.skip': 'No reason',
  'assign.nobody': 'There is nobody else who may handle {number}.',
  'assign.unfit': '{name} can’t be given {number}: they reported it, it is about them, or they may not handle it.',
  'assign.done': '{number} is with {name} now.',
  'assign.done.why': '{number} is with {name} now: {text}',
  'assign.told.colleague': '{by} has given you {number}.',
  'assign.told.colleague.why': '{by} has given you {number}: {text}',
  'assign.told.program':
    '{number} is yours: you had {load, plural, =0 {no open case} one {# open case} other {# open cases}}{rule, select, elsewhere {, and nobody on duty works in that region} head {, and nobody of the queue is on duty} other {}}.',
  'assign.told.before': '{number} is with {name} now; {by} has decided so.',
  'assign.stuck':
    '{number} has nobody: no one who is on duty fits. Please claim it, or ask an owner to name someone ({duty}) with /grant.',
  'assign.returned':
    '{number} is back in the queue: {name} {reason, select, away {is off duty} other {doesn’t work on it any more}}.',
  'assign.kept':
    '{name} {reason, select, away {is off duty} other {doesn’t work on it any more}} and has cases in progress: {numbers}. Should someone else go on with them? “Assign” gives them away.',
  'journal.assign':
    '{name} ({load} open{rule, select, elsewhere {, from elsewhere} head {, head of the queue} other {}})',
  'journal.refer': '{department} · {text}',
  'journal.return': '{name}, {reason, select, away {off duty} other {no longer in charge}}',
  'duty.manager': 'store manager',

  // The queues
  'queue.count': '{kind} {count}',
  'queue.of': '{of}: {count, plural, one {# open case} other {# open cases}}',
  'queue.of.more': '{of}: more than {count} open cases; these are the most urgent:',
  'queue.of.empty': '{of}: no open cases.',
  'queue.unknown':
    'There is no queue and no colleague called “{words}”. For example: /queue complaint, or /queue with a name.',

  // Departments
  'refer.from': 'Department',
  'refer.other': 'Another department',
  'refer.told': '{number} has been handed over to {department} by {name}, who asks: {text}',
  'refer.remind': '{number} is due by {due}, and {department} has not answered yet. The question: {text}',

  // Escalation to people
  'duty.nobody': 'Nobody is entered as {duty} who could be told. An owner can name someone with /grant.',
  'store.told.urgent':
    '{number} about your store came through the media or an authority. Headquarters answers centrally; please make no statement of your own. There is nothing for you to do here.',

  // Complaints about someone
  'about.title': 'Whom it is about',
  'about.who': 'It is about',
  'about.ask': 'Whom is the case about? They will neither see nor handle it; only the supervision group does.',
  'about.text': 'Why',
  'about.nobody': 'There is nobody here whom {number} could name.',
  'desk.told.confidential': '{number} has gone to the supervision group.',
  'desk.told.unsupervised':
    '{number} is confidential, and nobody is there who may see it. An owner can name a supervisor with /grant.',
  'desk.told.about': '{number} is about {names}. Only the supervision group sees it now.',
  'desk.told.about.why': '{number} is about {names}: {text}\nOnly the supervision group sees it now.',
  'desk.told.confide': 'The person has asked that only the supervision group sees {number}.',
  'desk.told.lift': '{number} is back at the desk.',
  'desk.told.lift.why': '{number} is back at the desk: {text}',
  'case.done.about': '{number} has gone to the supervision group.',
  'case.done.confide': 'Only the supervision group at headquarters sees {number} from now on.',
  'case.done.lift': '{number} is back at the desk.',
  'case.button.confide': 'Supervision group only',
  'complaint.confide':
    'Is it about someone at headquarters or in the store? With the button below only the supervision group sees it.',
  'complaint.confidential': 'Since it is about a person, only the supervision group at headquarters sees it.',

  'case.refused.not-lead': 'Giving {number} to someone is for whoever heads the queue. You can claim it yourself.',
  'case.refused.same-assignee': '{number} is with {name} already.',
  'case.refused.their-own': '{number} was reported by that person, so someone else should look after it.',
  'case.refused.about-them': '{number} is about that person, so they can’t look after it.',
  'case.refused.about-already': 'That is noted on {number} already.',
  'case.refused.confidential-already': 'Only the supervision group sees {number} already.',
  'case.refused.not-confidential': '{number} is not confidential.',
  'case.refused.not-supervisor': 'Only the supervision group can bring {number} back to the desk.',
} as const;
