/** What prospects find out before they sign: what each item is called and asks; see `../en.ts`. */
export const dossierItems = {
  'dossier.item.hq-profit': 'Profit, forecast and reported',
  'dossier.ask.hq-profit':
    'What pre-tax profit do existing stores make, store by store, and what do you forecast for me?',
  'dossier.item.hq-support': 'Training and support',
  'dossier.ask.hq-support':
    'What do training, support, store design, site selection and the feasibility report include, who pays, and for how long?',
  'dossier.item.hq-capital': 'Working capital',
  'dossier.ask.hq-capital':
    'How much working capital do I need on top of the initial fee and the investment, and for how many months?',
  'dossier.item.hq-supply': 'Supply of goods',
  'dossier.ask.hq-supply': 'How are goods supplied: from where, at which price rule, and how are they delivered?',
  'dossier.item.hq-territory': 'Territory',
  'dossier.ask.hq-territory': 'How is my territory protected: which area, and which exceptions?',
  'dossier.item.hq-sold-last-year': 'Franchises sold last year',
  'dossier.ask.hq-sold-last-year':
    'How many franchises were sold in this region last year, and how many of them opened?',
  'dossier.item.hq-plan-this-year': 'Plans for this region',
  'dossier.ask.hq-plan-this-year':
    'How many franchises are planned in this region this year, and how many of them are to open?',
  'dossier.item.hq-terminated': 'Terminations and failures',
  'dossier.ask.hq-terminated':
    'How many contracts were terminated, how many stores failed or went bankrupt, and for which reasons?',
  'dossier.item.hq-finance': 'Financing',
  'dossier.ask.hq-finance': 'Do you offer financing, and in what form: loan, credit or guarantee, on which terms?',
  'dossier.item.hq-litigation': 'Lawsuits',
  'dossier.ask.hq-litigation': 'Which lawsuits are pending, and which judgments were there, in detail?',
  'dossier.item.hq-disputes': 'Settling disputes',
  'dossier.ask.hq-disputes': 'How are disputes with franchisees settled, step by step?',
  'dossier.item.hq-site': 'Choosing the site',
  'dossier.ask.hq-site':
    'Who does what when the site is chosen? (In any case, survey the structure and density of the population there yourself.)',
  'dossier.item.fr-training': 'Opening training',
  'dossier.ask.fr-training': 'How useful was headquarters’ training for the opening?',
  'dossier.item.fr-requests': 'Requests to headquarters',
  'dossier.ask.fr-requests': 'Does headquarters do what you ask it for?',
  'dossier.item.fr-day': 'An ordinary day',
  'dossier.ask.fr-day': 'What does an ordinary trading day look like?',
  'dossier.item.fr-problems': 'Unforeseen problems',
  'dossier.ask.fr-problems': 'Which problems did you not foresee before joining?',
  'dossier.item.fr-hidden-costs': 'Hidden costs',
  'dossier.ask.fr-hidden-costs': 'Which costs did nobody mention beforehand?',
  'dossier.item.fr-advertising': 'Advertising fees',
  'dossier.ask.fr-advertising':
    'Do advertising fees come back, as local advertising or signage, and how does the store sell?',
  'dossier.item.fr-season': 'Low season',
  'dossier.ask.fr-season': 'How seasonal is the business, and how do you break even in the low season?',
  'dossier.item.fr-expectation': 'Profit against expectation',
  'dossier.ask.fr-expectation': 'How do sales and profit compare with what you expected?',
  'dossier.item.fr-share': 'Share by expanding',
  'dossier.ask.fr-share': 'Does expanding raise one’s ownership share in the system?',
  'dossier.item.fr-again': 'Would they do it again?',
  'dossier.ask.fr-again': 'Knowing what you know now, would you invest again?',
  'dossier.item.fr-promises': 'The first year, and promises',
  'dossier.ask.fr-promises':
    'From signing to the end of year one: how did purchasing go, and were promises kept throughout?',
  'dossier.item.n-know': 'Know your ground',
  'dossier.ask.n-know':
    'Do you know the rights of franchisees, how the brand grows, and how existing stores trade and where they struggle?',
  'dossier.item.n-bearing': 'Neither humble nor arrogant',
  'dossier.ask.n-bearing': 'Are you serious, do you depend on this one brand, and have you taken favours? Better not.',
  'dossier.item.n-matters': 'What matters',
  'dossier.ask.n-matters': 'Can it earn, is there after-sales service, and will it last? Keep to these three.',
  'dossier.item.n-chips': 'What you bring',
  'dossier.ask.n-chips': 'Which skills and contacts of your own do you bring as bargaining chips?',
  'dossier.item.n-formal': 'Formal procedure',
  'dossier.ask.n-formal':
    'Are contract and opening licences in order, and is nothing agreed by word of mouth, not even for a small gain?',
  'dossier.item.n-win': 'Both sides gain',
  'dossier.ask.n-win': 'What does headquarters gain from you? Do not ignore it.',
  'dossier.item.c-price': 'Clause: supply price',
  'dossier.ask.c-price':
    'What does the contract say about the supply price and buying elsewhere? Ask for a cap: not above the market, or a stated percentage over it.',
  'dossier.risk.c-price': 'Watch for: goods priced above the market while buying elsewhere is forbidden.',
  'dossier.item.c-area': 'Clause: trading area',
  'dossier.ask.c-area':
    'What does the contract say about a protected area? Ask for protection that covers sister brands too.',
  'dossier.risk.c-area':
    'Watch for: no second store nearby, but a sister brand of the same company once the area is full.',
  'dossier.item.c-ip': 'Clause: intellectual property, non-compete',
  'dossier.ask.c-ip':
    'What does the contract say about intellectual property and non-compete, during it and after? Ask for scope, duration and area.',
  'dossier.risk.c-ip': 'Watch for: no work in the trade for a time.',
  'dossier.item.c-rules': 'Clause: headquarters’ rules',
  'dossier.ask.c-rules':
    'Does “anything else follows headquarters’ rules” stand in the contract? Ask for the rules as an annex.',
  'dossier.risk.c-rules': 'Watch for: rules that change at will.',
  'dossier.item.c-court': 'Clause: disputes and court',
  'dossier.ask.c-court': 'Which court decides disputes? Ask for a fair venue.',
  'dossier.risk.c-court': 'Watch for: only the court at the seat of headquarters.',
  'dossier.item.c-term': 'Clause: term and renewal',
  'dossier.ask.c-term':
    'How long does the contract run, is there a right to renew, and on which conditions? Negotiate what is not acceptable.',
  'dossier.risk.c-term': 'Watch for: an unclear or costly renewal.',
} as const;
