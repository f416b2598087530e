/** Goods that were received, and the calls that follow them; see `../en.ts`. */
export const deliveries = {
  'delivery.title': 'Goods received',
  'delivery.submit': 'Note it and plan the call',
  'delivery.reference': 'Delivery',
  'delivery.reference.ask': 'What is the number of the delivery?',
  'delivery.reference.example': 'For example: DN-20418, as on the delivery note.',
  'delivery.outlet.ask': 'Which store has received the goods?',
  'delivery.received': 'Received on',
  'delivery.received.ask': 'On which day were they received?',
  'delivery.received.example': 'For example: yesterday, or 2 November.',
  'delivery.received.odd': 'That day is still to come, or more than a year ago. Please begin again with /delivery.',
  'delivery.recipient': 'Received by',
  'delivery.recipient.ask': 'Who has received them? A name, or the number of a case whose reporter did.',
  'delivery.recipient.example': 'For example: Li Mei, or C-1042.',
  'delivery.recipient.no-case': 'There is no case {number} whose reporter could be called about it.',
  'delivery.phone.ask': 'On which number can they be called?',
  'delivery.done': 'Noted: {reference}. The satisfaction call to {name} is planned for {when}.',
  'delivery.done.late':
    'Noted: {reference}. The days for the satisfaction call are over already, so {name} is to be called as soon as possible: {when}.',
  'delivery.done.undecided':
    'Noted: {reference}. No day could be worked out for the satisfaction call to {name}; please choose one.',
  'delivery.done.kept': 'Noted: {reference}. The satisfaction call stays as it is: {when}.',
  'delivery.known': 'The delivery {reference} is known already, with just that.',
  'delivery.not-called': 'The satisfaction call that we told you of is not needed any more. We will not disturb you.',
  'delivery.told.late':
    '{count, plural, one {A delivery was reported so late that the days for its call are over: {list}. It is planned for the next day that is possible.} other {# deliveries were reported so late that the days for their calls are over: {list}. They are planned for the next day that is possible.}}',
  'delivery.told.undecided':
    '{count, plural, one {A delivery waits for someone to choose the day of its call, since none could be worked out: {list}. /calls shows it.} other {# deliveries wait for someone to choose the days of their calls, since none could be worked out: {list}. /calls shows them.}}',
  'delivery.told.kept':
    '{count, plural, one {A delivery was reported anew, but its call is agreed upon or has begun, and stays: {list}.} other {# deliveries were reported anew, but their calls are agreed upon or have begun, and stay: {list}.}}',
} as const;
