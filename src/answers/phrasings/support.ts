/** How people ask what headquarters does for a store. See `phrasings.ts`. */
import type { Phrasings } from './phrasings.ts';

export const SUPPORT: Phrasings = {
  assessment: {
    en: `do you calculate whether it will work | forecast for my location | help me with the figures before i decide | will you estimate my sales | is my site viable | business plan | budget calculation before opening | market study | who tells me if it's a good idea | are your forecasts binding | is the evaluation free | how long does the evaluation take | crunch numbers for me | predict what my shop would turn over | do you promise the estimated sales | i'd want someone to study the street and the competition and the costs | who does the sums before i risk my pension | will you say honestly if my plan is bad | are your estimates a guarantee | what would my shop sell per month, can you guess | is there a test of whether my town is big enough | before you decide our team prepares an assessment | an estimate of sales is not a promise`,
    zh: `开店前帮忙评估吗 | 会帮我算投资预算吗 | 能预测我的店能卖多少吗 | 这个位置能不能做 | 市场调查谁做 | 评估要钱吗 | 评估多久出来 | 预估的销售额算数吗 | 帮我分析可不可行 | 开店前给不给测算 | 成本收益帮忙算吗 | 签约前能给个预算吗 | 你们凭什么说能卖这么多 | 签之前会先算一笔账吗 | 投多少卖多少几年回来你们算吗 | 我的地方适不适合做你们会看吗 | 你们估的数字能信吗 | 帮忙做市场分析吗 | 评估大概要多少天 | 要是你们算出来不行会直说吗 | 开店前评估包括投资预算和销售预估 | 预估不构成承诺`,
  },
  'study-report': {
    en: `do i get a written report | feasibility study | what does the report contain | may i keep the study | where do the figures in the report come from | who signs the report | analysis on paper | can i show the report to my bank | is the study mine if i don't sign | do i hold the result in my hands | does somebody put their name to it | what you found out about my place, in writing | may i use the paper elsewhere | the report is yours whether or not you sign | it names its sources`,
    zh: `有书面报告吗 | 可行性报告里写什么 | 报告归谁 | 不签约报告能拿走吗 | 数据来源 | 报告谁写的 | 可以拿报告去给银行看吗 | 分析报告给不给 | 报告谁签字 | 评估结果会给书面的吗 | 报告可以给我爸妈看吗 | 写的人要签名吗 | 我不做了那份报告还是我的吗 | 报告归您所有 | 报告注明数据来源`,
  },
  training: {
    en: `what training do i get before opening | how long is the training | where does the training take place | is training free | who pays travel and hotel during training | what will i learn | how many of my people are trained | will someone be with us in the first days | do you teach me the business | on-the-job training in a real shop | theory and practice | i know nothing about this trade, do you teach me | days of instruction | costs of meals and lodging while we learn | trainer on site at opening | preparation before launch | where do we learn it all | do we have to come to head office to learn | is the hotel during the course paid | can i bring my wife and an assistant | does anyone stand beside us in the first week | is a course compulsory | how many days away from home | what do training and support include, who pays and for how long | barista school | ten days at headquarters, two people free | flights and hotel at your cost | cooking course | academy`,
    zh: `开店前培训几天 | 培训在哪里 | 培训收费吗 | 吃住谁出 | 培训学什么 | 可以带几个人去学 | 开业有人来带吗 | 没经验会教吗 | 有没有实习 | 培训的路费住宿谁付 | 去总部学多久 | 岗前培训 | 教我怎么做生意吗 | 我什么都不懂能学会吗 | 刚开业会派人帮忙吗 | 受训几天 | 培训内容有哪些 | 开业前的课包吃住吗 | 要去外地学吗 | 学费要不要 | 住宿交通自己付吗 | 可以带老婆一起学吗 | 头几天有人陪着吗 | 没做过你们怎么教 | 要上几天课 | 派老师来店里吗 | 培训和支持包含哪些内容 | 培训费用由谁承担为期多久 | 开业前培训十天 | 两人免费 | 食宿交通自理 | 实操课程 | 店长培训班`,
  },
  'training-later': {
    en: `further training after the opening | courses for new employees | refresher | can new hires be trained later | regular seminars | is continued education free | online lessons | someone joins my team next year, how do they learn | do you keep teaching us | staff changes, who trains the new ones | ongoing coaching | training when there are new products | new assistant in the second year, how is she taught | do courses go on | are we left to ourselves after the first course | brush up our skills | weak shop, will somebody coach us | regular courses each quarter | retraining day | new staff may join the next course`,
    zh: `开业之后还培训吗 | 新员工怎么培训 | 以后还有课程吗 | 后续培训收费吗 | 换了店员能再送去学吗 | 有没有线上课 | 定期上课 | 新招的人谁来教 | 之后还有进修吗 | 员工流动大怎么培训 | 复训 | 有新产品会教吗 | 店开了以后总部还教不教 | 后来请的人怎么学 | 开店两年后还有课上吗 | 店员换人了能补课吗 | 平时有没有再教育 | 生意不好会派人来教吗 | 每季度开课 | 新员工可参加下一期 | 复训`,
  },
  manual: {
    en: `are there manuals | operating handbook | written instructions | what documents do i get for running the shop | do manuals cost anything | must i return the handbook | guide for the shop manager | books of rules for daily work | can i look things up somewhere | are the manuals up to date | paper or online | something in writing for every task | do i keep the books when i leave | is there a printed guide for my assistants | how do my people know the routine | recipe book and operating manuals | manuals are handed back at the end`,
    zh: `有手册吗 | 操作手册要钱吗 | 有没有书面的教材 | 店长手册 | 手册要还吗 | 日常怎么做有没有资料 | 陈列手册 | 工作流程有文件吗 | 给我们哪些资料 | 手册会更新吗 | 可以随时查的资料 | 有没有整套的书面教程 | 不做了手册要交回去吗 | 店员有没有手册看 | 纸本还是线上的 | 配方手册与操作手册 | 手册归总部所有到期交回`,
  },
  display: {
    en: `how must goods be displayed | who arranges the shelves | shop window | help with merchandising | may i arrange things my own way | rules for presentation`,
    zh: `货怎么摆有要求吗 | 陈列谁来做 | 橱窗谁布置 | 可以自己摆吗 | 陈列标准 | 摆货有人教吗`,
  },
  visit: {
    en: `how often do you visit the store | what do inspectors check | does somebody from headquarters come | controls and audits | who supports me after opening | do i have a contact person | do you just come to find faults | will i be supervised | what happens at an inspection | regional adviser | how closely are we watched | someone to call when i have problems | do you leave us alone after opening | report of the inspection | once i'm open will i ever see anybody from your side again | am i on my own afterwards | how often do you look over my shoulder | who helps when trade is bad | do you check up on us | what does the person from head office do in my shop | will you breathe down my neck | hygiene visits | an auditor turns up unannounced twice a quarter | a field inspector visits once a month | two failed audits`,
    zh: `总部多久来一次 | 督导来干什么 | 会不会经常检查 | 开业后有人管吗 | 有问题找谁 | 巡店查什么 | 有没有专人对接 | 督导多久巡一次 | 检查不合格怎么办 | 是来帮忙还是来挑毛病 | 后续有人指导吗 | 开完店就不管了吗 | 督导会给报告吗 | 会不会管得很严 | 派人来店里看吗 | 开了以后你们还会有人来吗 | 之后是不是就靠自己了 | 多久派人来看一次 | 来店里看什么 | 会不会天天盯着 | 生意差有没有人来帮 | 上面的人多久下来一趟 | 盯得紧不紧 | 督导每月至少巡店一次 | 不定期稽核 | 卫生检查 | 稽核不合格处理`,
  },
  'marketing-plan': {
    en: `do you plan promotions | opening campaign | marketing support | who organises events | help with launching the store | posters and texts for campaigns | do you give me ideas for holidays | activities during the year | how do i attract customers | marketing calendar | grand opening | who makes the promotional material | will people know about my opening | i'm hopeless at promotions, will somebody do it for me | who thinks up what we do at festivals | is there a plan for the twelve months | how will the launch be announced | material for events | yearly marketing calendar | the opening campaign is planned with you`,
    zh: `营销活动谁策划 | 开业活动怎么做 | 总部有没有营销支持 | 节日活动有方案吗 | 海报文案谁做 | 怎么吸引客人 | 一年的活动怎么安排 | 开张帮忙造势吗 | 做活动总部帮什么 | 有没有推广方案 | 新店开业宣传谁来弄 | 促销方案 | 帮忙引流吗 | 我不会搞活动谁来安排 | 一整年的节庆怎么做 | 开张那天怎么热闹起来 | 活动的海报谁设计 | 有没有现成的活动可以照做 | 全年营销日历 | 开业活动共同策划`,
  },
  'big-sale': {
    en: `big promotions during the year | do i have to take part in sales | who pays for the discounts in a promotion | national sale | spring and autumn campaigns | when are the sales | can i opt out of a campaign | cost sharing of promotions | anniversary sale | are promotions compulsory | do i have to cut prices when the whole chain does | who bears the reduction in the spring event | how many nationwide events a year | may i sit one out | two national promotions a year | headquarters bears half of the discount`,
    zh: `大促什么时候 | 必须参加促销吗 | 活动打折谁承担 | 全国活动可以不参加吗 | 一年几次大活动 | 促销的成本怎么分 | 双十一参加吗 | 周年庆 | 春秋两季的活动 | 让利的部分总部补吗 | 强制参加活动吗 | 全国一起打折我要跟吗 | 活动少赚的谁补 | 一年有几次大活动 | 不想参加大促行不行 | 折扣的钱总部出多少 | 每年两次大型促销 | 折扣总部承担一半`,
  },
  gifts: {
    en: `promotional gifts | giveaways for customers | who pays for the gifts | free items to hand out | do i have to buy the promotional goods | gifts for holidays | bags and small presents | freebies for the opening | little things to give customers at new year, who pays | do we receive goodies for anniversaries | are the freebies charged | gifts partly free, partly at cost`,
    zh: `有没有赠品 | 促销品要钱吗 | 小礼品谁出钱 | 送客人的东西总部给吗 | 赠品一定要买吗 | 节日礼品 | 开业送的礼物 | 伴手礼多少钱 | 宣传品免费吗 | 过年过节送顾客的小东西谁掏钱 | 店庆送的礼品有吗 | 送客人的赠品算谁的 | 小礼物是你们给吗 | 赠品部分免费部分按成本价`,
  },
  advertising: {
    en: `do you advertise the brand | where do you advertise | television or online ads | is the brand well known | how do you promote the brand | who does the national campaign | social media marketing of headquarters | how do customers hear of you | do i see the advertising plan | do you invest in brand awareness | is there publicity for us | which channels | what does head office do to make the name known | will people recognise the brand | are you on tv | how will the public hear about you | do you run campaigns across the country | the brand advertises nationally on video platforms`,
    zh: `总部打广告吗 | 广告投在哪里 | 品牌怎么宣传 | 有没有电视广告 | 抖音小红书做推广吗 | 品牌知名度怎么样 | 全国性的宣传有吗 | 广告多不多 | 哪些平台做宣传 | 品牌曝光 | 广告计划能看吗 | 有明星代言吗 | 怎么让大家认识这个牌子 | 你们名气大吗 | 有没有在网上做宣传 | 总部平常怎么打知名度 | 全国有没有投广告 | 总部全年在短视频平台投放广告`,
  },
  'advertising-fee': {
    en: `do i have to pay for advertising | advertising contribution | marketing fund | what is my advertising money used for | how high is the marketing fee | do i see how the fund is spent | does the money come back to my region | levy for publicity | who controls the advertising fund | local advertising paid from it | the money i pay towards publicity, does any of it come back to my town | what share of purchases goes into the ad pot | do we see the accounts of the ad money | who spends the publicity contribution | one percent of turnover goes into the advertising fund | accounts are published`,
    zh: `要交广告费吗 | 广告费怎么用 | 推广基金交多少 | 广告费花到哪里去了 | 广告费比例 | 广告费账目公开吗 | 广告费会用在我们本地吗 | 市场推广费 | 营销基金谁管 | 宣传费用要分摊吗 | 收的那个广告的钱用在哪 | 广告钱会花在我们这一区吗 | 宣传的钱我们要出多少 | 广告的账给不给看 | 打广告要我们出钱吗 | 广告分摊 | 每月营业额百分之一作为广告基金 | 账目每半年公开`,
  },
  'own-print': {
    en: `may i make my own flyers | own advertising | do i need approval for posters | local newspaper ad | my own social media page | design my own leaflets | does my advertising have to be checked | business cards with your logo | how fast do you approve my material | may i put your logo on my instagram | do you have to approve what i print | a banner for the village fair | can i run my own ads | how long do you take to approve my poster | your own advertising is shown to headquarters first`,
    zh: `可以自己印传单吗 | 自己做广告要审批吗 | 海报能自己设计吗 | 自己开抖音号可以吗 | 宣传材料要报总部吗 | 用你们的标志做名片 | 在本地报纸打广告 | 自己拍视频宣传行吗 | 审核要几天 | 我想自己发朋友圈打广告要批吗 | 自己做的宣传要先给你们看吗 | 地方小报登广告可以吗 | 放你们的商标做海报 | 自己做横幅 | 自制宣传品须先送审`,
  },
  stock: {
    en: `how do i know what to order | help with inventory | avoid having too much stock | reordering suggestions | who decides what i order | is there a minimum order | what if my shelves are overfull | advice on stock levels | do you push goods on me | automatic replenishment | how much should i keep in the storeroom | i always run out of things | who plans the assortment | order quantity | best sellers and slow movers | i'm afraid of ordering too much, who advises me | how will i know the right quantities | what tells me when to buy more | somebody to look at my storeroom | can the computer order for me | the system proposes an order each week | minimum order value`,
    zh: `怎么知道该补什么货 | 库存怎么控制 | 会不会压货 | 有没有补货建议 | 订货量谁定 | 最低订货量 | 货太多了怎么办 | 总部会硬塞货吗 | 库存太大有人帮忙吗 | 缺货怎么办 | 多久补一次货 | 系统会提醒补货吗 | 配货谁说了算 | 怎么订货 | 库存积压总部管不管 | 怕叫太多货有人教吗 | 怎么抓进货量 | 货要备多少谁来算 | 仓库堆太多怎么办 | 会帮忙看库存吗 | 系统会不会自动建议 | 要订多少我没概念 | 系统每周建议订货 | 起订量 | 库存预警`,
  },
  suggestion: {
    en: `do you listen to ideas from franchisees | can i make suggestions | propose a new product | is there a reward for ideas | do we have a say | can franchisees influence decisions | franchisee council | voice of the stores | if i have a clever idea what happens with it | what do you pay for good ideas | are owners heard`,
    zh: `可以提建议吗 | 提意见有奖励吗 | 建议会被采纳吗 | 加盟商有发言权吗 | 我有新产品的想法 | 总部听不听我们的 | 加盟商委员会 | 好点子有奖吗 | 可以提新品吗 | 想到好点子跟谁说 | 我们的意见总部听吗 | 建议被用了有奖金吗`,
  },
  'market-report': {
    en: `do i have to report about competitors | market feedback | reports to headquarters | how often do i fill in forms | what information do you want from me | observe the local market | paperwork for headquarters | tell you what rivals do | surveys to complete | which numbers do you want from me | do i have to spy on competitors | is there a form each quarter | how much reporting is there`,
    zh: `要交市场报告吗 | 要汇报竞争对手的情况吗 | 多久报告一次 | 要填什么表 | 当地市场情况要反馈吗 | 市场调查要我做吗 | 要定期汇报吗 | 反馈什么内容 | 同行的动态要上报吗 | 要我定期写报告吗 | 要帮总部打听同行吗 | 每季要交什么 | 填报表多不多`,
  },
  requests: {
    en: `does headquarters meet requests | how quickly do you answer franchisees | is there a hotline | what if i need help urgently | who do i contact | response time of support | help when things go wrong`,
    zh: `总部回应快吗 | 有事找谁解决 | 有没有服务热线 | 提的要求会解决吗 | 急事怎么联系 | 多久回复 | 出了问题总部帮忙吗`,
  },
};
