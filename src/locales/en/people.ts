/** People and rights: codes, linked chats, who may do what; see `../en.ts`. */
export const people = {
  'person.with-accounts': '{name} ({accounts})',

  // Codes
  'code.not-here':
    'Others can read along here, and a code is for one person only. Please write to me in a private chat. If a code has been shown here, ask for a new one.',
  'code.unreadable': 'That doesn’t look like a code. It has twelve letters and digits, such as 7K3M-Q2XB-9TWD.',
  'code.wrong': 'That code is not right. {left, plural, one {You have # more try.} other {You have # more tries.}}',
  'code.locked-out': 'That was wrong too often. Please try again in an hour, with a new code.',
  'code.used': 'That code has been used already. Ask for a new one.',
  'code.expired': 'That code was good for ten minutes, and they are over. Ask for a new one.',
  'code.locked': 'Someone entered that code wrongly too often, so it no longer counts. Ask for a new one.',
  'code.other-use': 'That code is right, but it is for something else. Read again what came with it.',
  'owner.how': 'Send /owner with the code that “npm run owner” shows.',
  'owner.taken': 'There is an owner already, so this code has no effect.',
  'owner.already': 'You are an owner already.',
  'owner.done': 'You are an owner now. /people shows who is staff, /grant gives rights, /audit tells who gave which.',

  // One person, several chats
  'link.code':
    'Your code: {code}\nOpen the other chat that is yours and send /link with this code there. It is good for ten minutes, and once. Give it to nobody else.',
  'link.same-account': 'That code was made in this very chat. Send it from your other chat.',
  'link.same-person': 'These two chats belong together already. There is nothing left to do.',
  'link.has-rights':
    'This chat has rights from headquarters, so please do it the other way round: send /link here, and the code from the other chat.',
  'link.both-have-rights':
    'Both chats have rights from headquarters. Please ask an owner to take those of one of them away first.',
  'link.apart':
    'These two chats can’t be linked with a code. If both are yours, please ask a colleague at headquarters to look into it.',
  'link.ask':
    'Shall this chat belong to {keeper}? What {other} has reported so far, with drafts and files, then belongs to that person too, and whoever writes here acts as that person. Only say yes if both are you.',
  'link.yes': 'Yes, one person',
  'link.no': 'No',
  'link.declined': 'All right, nothing has changed. That code is used up.',
  'link.done': 'Done. From now on this chat and your other one are one: {name}. Your cases are in /cases, in both.',
  'link.told':
    '{other} is linked to you now, {name}. If that wasn’t you, send /unlink from that chat, or tell a colleague.',
  'unlink.only': 'This chat isn’t linked to another one.',
  'unlink.ask':
    'Shall this chat be separate from {name}’s others again? The cases stay with {name} and can no longer be seen here.',
  'unlink.yes': 'Yes, separate it',
  'unlink.done': 'This chat is on its own now.',
  'unlink.told': '{account} is no longer linked to you.',
  'join.how': 'Which two cases were reported by the same person? For example: /join C-1042 C-1051',
  'join.same': 'Both cases belong to the same person already.',
  'join.own': 'You can’t decide this about yourself. Use /link, or ask a colleague.',
  'join.only-owner':
    'Whoever reported the first case has rights from headquarters, and the other’s chats would get them too. That is for an owner to decide: only an owner can join them.',
  'join.about': 'One of the two has complained about the other, so they are two people.',
  'join.has-rights':
    'Whoever reported the second case has rights from headquarters. Name the two cases the other way round.',
  'join.both-have-rights': 'Both people have rights from headquarters. Take those of one of them away first.',
  'join.ask':
    'Are {keeper} and {other} the same person? {cases, plural, one {# case goes} other {# cases go}} to the first one, with drafts and files.',
  'join.done': '{keeper} and {other} are one person now.',
  'join.told':
    'A colleague has found that two of your chats are yours, {name}, and has linked them. If that is wrong, send /unlink.',

  // Who is who
  people: '{count, plural, =0 {Nobody has rights yet.} one {One person with rights:} other {# people with rights:}}',
  'people.line': '{name}: {rights}{duty, select, on { · on duty} off { · off duty} other {}}',
  'people.line.since': '{line} · since {since}',
  'people.several': 'Who is meant?',
  'people.choice': '· {name}',
  'people.none-found':
    'I know nobody of that name. Write another part of it, the number of a case that they reported, or a code that they got by /link.',
  'people.gone': 'That person is no longer there; perhaps they were linked to another chat meanwhile.',
  'rights.none': 'no rights',
  'rights.owner': 'owner',
  'rights.named': 'staff',
  'rights.member': 'staff as a member of the desk’s channel',
  'rights.stores': 'manages {stores}',
  'rights.regions': 'for {regions}',
  'rights.kinds': 'only {kinds}',
  'rights.gone': 'You no longer have the right to do this, so nothing has changed. Here is what you had entered.',
  'rights.told': 'Your rights have changed. What you are now: {rights}. /help shows what you can do.',
  'rights.told.why': 'The reason given: {why}',
  'rights.done': '{name}\nbefore: {was}\nnow: {now}',
  'duty.agent': 'agent',
  'duty.supervisor': 'supervisor',
  'duty.inspector': 'field inspector',
  'duty.store-specialist': 'store specialist',
  'duty.operations-manager': 'operations manager',
  'duty.service-clerk': 'service clerk',
  'duty.technician': 'technician',
  'duty.account-manager': 'account manager',
  'duty.market-manager': 'market manager',
  'duty.marketing-director': 'marketing director',
  'duty.regional-manager': 'regional manager',
  'duty.now':
    '{on, select, yes {You are on duty: new cases may come to you.} other {You are off duty: no new cases come to you.}}',
  'duty.done': '{on, select, yes {You are on duty now.} other {You are off duty now. New cases go to others.}}',
  'duty.button.on': 'On duty',
  'duty.button.off': 'Off duty',

  // Giving and taking rights
  'grant.whom':
    'Who gets rights? Choose someone, or send /grant with a name, the number of a case that they reported, or a code that they got by /link.',
  'grant.about': '{name}\nnow: {rights}',
  'grant.own': 'Your own rights are for another owner to change. You can only stop being an owner, by /revoke.',
  'grant.nothing': 'Someone who is not staff needs a store to manage. Nothing has changed.',
  'grant.title': 'Rights',
  'grant.submit': 'Give these rights',
  'grant.who': 'Who',
  'grant.who.ask': 'Who is it about?',
  'grant.who.fixed': 'This form is about one person. For another one, cancel it and send /grant again.',
  'grant.standing': 'Is',
  'grant.standing.ask': 'What are they?',
  'grant.standing.named': 'Staff, wherever they write from',
  'grant.standing.member': 'Staff while in the desk’s channel',
  'grant.standing.manager': 'Store manager',
  'grant.owner': 'Owner',
  'grant.owner.ask': 'Are they an owner, who gives and takes rights?',
  'grant.owner.no': 'Not an owner',
  'grant.owner.yes': 'Owner',
  'grant.duty': 'Duty',
  'grant.duty.ask': 'Which duty do they have?',
  'grant.duty.more': 'Another duty?',
  'grant.no-more': 'No more',
  'grant.kind': 'Kind of case',
  'grant.kind.ask': 'Which kind of case can they handle?',
  'grant.kind.more': 'Another kind?',
  'grant.all-kinds': 'Every kind',
  'grant.regions': 'Regions',
  'grant.regions.ask': 'For which regions? Several with commas between.',
  'grant.regions.unknown': 'No store is in such a region.',
  'grant.everywhere': 'Everywhere',
  'grant.stores': 'Manages',
  'grant.stores.ask': 'Which stores do they manage? Their codes, with commas between.',
  'grant.stores.unknown': 'There is no store with the code {code}.',
  'grant.no-stores': 'None',
  'revoke.whom':
    'Whose rights are to go? Choose someone, or send /revoke with a name or the number of a case that they reported.',
  'revoke.about': '{name}\nnow: {rights}\nAll of this goes. To take only a part away, use /grant.',
  'revoke.own': 'You will no longer be an owner. Your other rights stay.',
  'revoke.nothing': '{name} has no rights that could be taken away.',
  'revoke.last-owner': 'You are the only owner. Make someone else an owner first.',
  'revoke.still-member': 'They are still staff, as long as they are in the desk’s channel.',
  'revoke.title': 'Taking rights away',
  'revoke.submit': 'Take them away',
  'revoke.why': 'Why',
  'revoke.why.ask': 'Why? The person concerned reads it, and it stands in the audit log.',
  'revoke.why.skip': 'No reason',

  // The audit log
  audit: 'Audit log, page {page}, newest first:',
  'audit.none': 'Nothing of the kind has happened.',
  'audit.older': 'Older',
  'audit.program': 'The program',
  'audit.line': '{at} · {actor} · {act} · {what}',
  'audit.act':
    '{act, select, grant {gave rights} revoke {took rights away} owner {became an owner} link {linked a chat} unlink {separated a chat} join {joined two people} lockout {was locked out after wrong codes} replay {had a message handled again} resend {had a message sent again} export {exported figures} number {put a phone number right} invite {invited an applicant} wait {put an application off} decline {declined an applicant} health {read what an applicant says of their health} dossier {read a dossier that an applicant shares} other {did something else}}',
  'audit.change': '{was} → {now}',
  'desk.told.owner': '{name} is an owner now.',
  'desk.told.lock-out':
    'An account on {channel} entered a wrong code five times and is locked out for an hour. If a colleague tells you of it, they need a new code.',
  'desk.told.nobody': 'Nobody is on duty now. New cases wait until someone is.',
} as const;
