/** What is told of callbacks when they come due, when nobody has begun, and when someone is away; see `../en.ts`. */
export const reminders = {
  'call.remind.unstarted': 'The time is over and nobody has called: {when}.',
  'call.remind.now': 'It is time to call, {when}.',
  'call.remind.soon': 'There is a call to make in a moment, {when}.',
  'call.remind.announce':
    'As promised, we will call you {when}. Should something have come up, you can move or cancel it here.',
  'call.for': 'For {name}:',
  'call.numbered': '{number}. {line}',
  'call.remind.announce.planned': 'We will call you {when}. Should that not suit you, you can move or cancel it here.',
  'call.remind.unstarted-again': 'Still nobody has called: {when}. Who should do it?',
  'call.remind.escalated': 'Nobody has called, though the supervisors were told twice: {when}.',
  'call.remind.missed': 'We promised to call you {when}, and did not. We are sorry.',
  'call.missed.times': 'We can call you at one of these times: {times}. You can also choose another one.',
  'call.missed.choose': 'Please choose another time that suits you.',
  'call.button.to': 'Give to a colleague',
  'call.give-to': 'Give to {name}',
  'call.told.given.unstarted': '{by} asks you to make a call: its time is over and nobody has begun.',
  'call.due.person': 'About your {count, plural, one {call} other {# calls}} with us:',
  'call.due.agent': 'You have {count, plural, one {# call} other {# calls}} to look at, the most urgent first:',
  'call.due.desk': '{count, plural, one {# call needs} other {# calls need}} someone, the most urgent first:',
  'call.due.supervisor': '{count, plural, one {# call} other {# calls}} whose time is over and that nobody has begun:',
  'call.due.manager':
    '{count, plural, one {# call} other {# calls}} that nobody has begun, though the supervisors were told twice:',
  'call.due.line': '{what}: {when} · {topic}',
  'call.due.whose': '{line} · {name}',
  'call.due.more': 'And {count} more; {command} shows them.',
  'call.due.what.escalated': 'Nobody has called, supervisors told twice',
  'call.due.what.unstarted-again': 'Still nobody has called',
  'call.due.what.unstarted': 'Nobody has called',
  'call.due.what.missed': 'We missed this one, and are sorry',
  'call.due.what.now': 'To be called now',
  'call.due.what.soon': 'Coming up',
  'call.due.what.written': 'A colleague writes to you',
  'call.due.what.announce': 'We will call you',
  'call.away.yours':
    '{name} {reason, select, away {is off duty} other {does not make calls any more}}, so {count, plural, one {this call is} other {these # calls are}} yours now:',
  'call.away.nobody':
    '{name} {reason, select, away {is off duty} other {does not make calls any more}}, and no colleague is free. Who will make {count, plural, one {this call} other {these # calls}}?',
  'call.away.told':
    '{reason, select, away {While you are off duty, others make} other {Others now make}} {count, plural, one {the call} other {the # calls}} that you had:',
} as const;
