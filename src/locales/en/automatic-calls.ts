/** Callbacks that the program plans by itself; see `../en.ts`. */
export const automaticCalls = {
  'call.kind': 'Occasion',
  'call.kind.satisfaction': 'Satisfaction after a delivery',
  'call.kind.after-complaint': 'After a complaint',
  'call.kind.after-problem': 'After a problem',
  'call.kind.first-contact': 'First contact',
  'call.kind.after-service': 'After a service',
  'call.kind.goods-arrived': 'Goods have arrived',
  'call.kind.cadence': 'Regular contact',
  'call.kind.about': '{kind}: {topic}',
  'call.way': 'How to reach them',
  'call.way.phone': 'By phone only: they do not write with this bot.',
  'call.when.open': 'not set yet',
  'call.undecided.unplanned': 'on which day; “Why then?” says what is missing',
  'call.button.why': 'Why then?',
  'call.why.days':
    'To be made on {days, select, working {working} other {calendar}} days {first} to {last} after {day0}: from {begins} to {ends}.',
  'call.why.free':
    'Of the days that were left, {date} had the least to do: {waiting, plural, =0 {no other call} one {# other call} other {# other calls}}.',
  'call.why.closed': 'Nobody is at work on any of them, so it is the next day that is possible: {date}.',
  'call.why.late': 'They were over when it was planned, so it is the next day that was possible: {date}.',
  'call.why.moved': 'It has been moved since.',
  'call.why.uncovered':
    'It follows {day0}, and the public holidays of {year} are not known yet, so the days can’t be counted. Please choose one.',
  'call.why.never':
    'It follows {day0}, and there is no day on which our office hours and the hours in which they may be called meet. Please choose a time.',
  'call.why.by-hand': 'This time was not chosen by the program.',
  'call.planned.satisfaction':
    'We hope that you are happy with what was delivered. A colleague would like to call you {when} and hear how it is. Does that suit you?',
  'call.planned.after-complaint':
    'We want to be sure that your complaint is settled for good. A colleague would like to call you {when}. Does that suit you?',
  'call.planned.after-problem':
    'The problem that you told us about has been seen to. A colleague would like to call you {when} and hear whether all is well. Does that suit you?',
  'call.planned.first-contact':
    'A warm welcome! A colleague would like to call you {when} to get to know you and your wishes. Does that suit you?',
  'call.planned.after-service':
    'The service at your store is done. A colleague would like to call you {when} and hear whether everything works. Does that suit you?',
  'call.planned.goods-arrived':
    'What you were waiting for has arrived. A colleague would like to call you {when} about it. Does that suit you?',
  'call.way.chat': 'In writing only: they want no calls.',
  'call.written.satisfaction':
    'We hope that you are happy with what was delivered. You want no calls, so a colleague will write to you here {when} and ask how it is.',
  'call.written.after-complaint':
    'We want to be sure that your complaint is settled for good. You want no calls, so a colleague will write to you here {when}.',
  'call.written.after-problem':
    'The problem that you told us about has been seen to. You want no calls, so a colleague will write to you here {when} and ask whether all is well.',
  'call.written.first-contact':
    'A warm welcome! You want no calls, so a colleague will write to you here {when} to get to know you and your wishes.',
  'call.written.after-service':
    'The service at your store is done. You want no calls, so a colleague will write to you here {when} and ask whether everything works.',
  'call.written.goods-arrived':
    'What you were waiting for has arrived. You want no calls, so a colleague will write to you here {when} about it.',
  'call.written.when': 'A colleague will write to you here {when}. You can answer whenever it suits you.',
  'call.written.missed':
    'We meant to write to you {when}, and did not. We are sorry; a colleague will do so as soon as possible.',
  'call.button.drop.written': 'No need to write',
  'call.unwanted.kept':
    'Noted: from now on we call you only if you ask for it. Whatever we have to ask, a colleague writes to you here.',
  'call.unwanted.written': 'Instead of the call that was planned, a colleague will write to you here {when}.',
  'call.allowed': 'Noted: we may call you again.',
  'call.allowed.call': 'A colleague will call you {when}.',
  'call.own.no-calls': 'You have asked us to call you only if you ask for it.',
  'call.button.allow': 'You may call me again',
  'call.button.never': 'No calls at all',
} as const;
