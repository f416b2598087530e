/** How people ask about the contract: areas, rules, time, leaving. See `phrasings.ts`. */
import type { Phrasings } from './phrasings.ts';

export const RIGHTS: Phrasings = {
  territory: {
    en: `will you open another store near me | protected area | how big is my territory | exclusive zone | how far away is the next store | can another franchisee open in my street | radius of protection | will my own chain compete with me | who guarantees that nobody opens beside me | boundaries of my area | in a mall, what is my area | territorial protection in the contract | minimum distance between stores | saturation of the city | too many of your shops in one place | what stops you from planting a store beside mine | how close may the next one be | is my patch safe | can you squeeze another one in my town | what area is mine alone | how is the area drawn | shops in the same mall | how is my territory protected, which area and which exceptions | what does the contract say about a protected area | exclusive radius | we open no other unit within a mile of yours | airports and stadiums are exempt`,
    zh: `会不会在我附近再开一家 | 有没有区域保护 | 保护范围多大 | 方圆几公里不开第二家 | 我的区域怎么划 | 两家店最少隔多远 | 对面又开一家怎么办 | 商圈保护 | 同一条街会开两家吗 | 独家经营区域 | 商场店的保护范围 | 会不会放别的加盟商进来 | 一个镇开几家 | 店开太密怎么办 | 隔壁再来一家你们管吗 | 地盘有多大 | 万一你们在我斜对面开一家 | 我的地盘谁保证 | 离我最近的店能有多近 | 同一个县还会再放人吗 | 划给我的范围 | 会不会一条街开两间 | 多远才不会再开 | 只有我一家吗 | 我的经营区域怎样保护 | 合同对商圈保护怎样规定 | 保护有哪些例外 | 保护半径一公里 | 区域内不再开设同品牌门店 | 机场车站除外`,
  },
  'sister-brand': {
    en: `do you have other brands | could your second brand open next to me | sister company | other chains of the group | does protection cover your other brands | a different brand of yours as competitor | subsidiary | do you plan another concept | could the company's other label become my rival | does protection hold for all your brands | what else does the firm own | the company also runs another brand`,
    zh: `公司还有别的品牌吗 | 姐妹品牌会开在我旁边吗 | 第二个牌子算不算竞争 | 集团旗下其他店 | 保护区包括你们其他品牌吗 | 会不会换个牌子来跟我竞争 | 子品牌 | 副牌开在隔壁怎么办 | 公司另外的牌子会不会来抢 | 换个招牌来我旁边开 | 你们还做什么别的牌子 | 另外那个品牌是什么 | 公司旗下第二品牌说明`,
  },
  neighbour: {
    en: `another franchisee sells in my area | conflict with a neighbouring store | someone undercuts my prices | colleague steals customers | who mediates between franchisees | other owner doesn't keep to the rules | price war between stores | franchisee next town poaches | what do you do about dumping | quarrel with another owner | evidence against a neighbour store | two owners fighting over clients | the owner in the next county delivers into my town and undercuts me, who decides | i can't go and quarrel with him myself, who steps in | another owner sells below price in my district | he takes my regulars | how do you settle trouble among owners | conflicts between partners are reported with evidence and decided in writing`,
    zh: `别的加盟商来抢客人 | 邻店低价倾销怎么办 | 窜货总部管吗 | 加盟商之间闹矛盾谁来解决 | 隔壁区的店跨区卖 | 有人恶意降价 | 同品牌的店互相竞争 | 别的店不守规矩 | 抢我客户 | 越区销售怎么处理 | 两家店打价格战 | 举报别的加盟店 | 同行捣乱 | 隔壁县那家跑到我这边送货谁做主 | 别的店压我的价 | 同样加盟的跟我抢怎么办 | 我跟别的店主吵起来总部管吗 | 人家把货卖到我的地盘 | 邻居店乱降价 | 加盟商之间冲突凭证据上报书面裁定`,
  },
  term: {
    en: `how long does the contract run | duration of the agreement | how many years do i sign for | am i tied for long | minimum term | length of commitment | is five years fixed | can i sign for a shorter time | trial period | how long am i bound | for how long do i commit | is it a five-year thing | the contract's life | how many years once i sign | am i stuck for ever | how long does the contract run and is there a right to renew | the agreement runs for seven years`,
    zh: `合同签几年 | 合约期多长 | 一签要多久 | 可以先签一年吗 | 合同期限 | 最短签几年 | 绑定多久 | 有试营运期吗 | 合同多长时间 | 年限 | 一次签多久 | 签下去就是几年 | 要绑几年 | 一约几年 | 合同管几年 | 合同期限多长 | 有没有续约权 | 合同期限五年`,
  },
  renewal: {
    en: `what happens when the contract ends | can i renew | cost of renewal | right to extend | conditions for another term | when must i say that i want to go on | renewal fee | will you throw me out after the term | continue after expiry | after the first term, may i carry on | what does going on cost | when do i have to tell you that i want to stay | can you refuse to go on with me | another seven years if both want it | renewal costs a fee and six months' notice`,
    zh: `合同到期怎么办 | 可以续约吗 | 续约要交钱吗 | 续签条件 | 提前多久说要续 | 到期总部可以不续吗 | 续约费多少 | 期满后还能继续做吗 | 优先续约 | 几年以后想接着做 | 到了年限怎么续 | 再签一次要给钱吗 | 合约满了怎么办 | 不续的话会怎样 | 想续要多早说 | 期满前六个月提出续约 | 续约费若干元`,
  },
  transfer: {
    en: `can i sell my store | transfer to someone else | hand over to my children | who may buy my shop | fee for a transfer | does the buyer have to be approved | pass the business to family | exit by selling | leave it to my wife | sell the business when i retire | find a successor | what if i die, who gets the store | give my share to a partner | add a partner | a friend wants to take over after some years, do you charge | may my son get it one day | i retire, who gets the shop | is the new owner checked | selling up | selling your unit | hand it to a buyer whom we have met | transfer fee`,
    zh: `店可以转让吗 | 能不能卖给别人 | 转给家人行吗 | 转让费多少 | 接手的人要审核吗 | 将来给孩子做 | 我退休了店怎么办 | 盘出去要总部同意吗 | 换人经营 | 找人接手 | 不想做了能顶给别人吗 | 老板过世店归谁 | 合伙人变更 | 转手要多久 | 做几年想盘给朋友要收手续费吗 | 给儿子接要钱吗 | 我想卖店总部会不会挡 | 接的人要什么条件 | 过给弟弟 | 店卖给别人 | 转让须总部审核 | 转让费若干元 | 亲属间免费 | 店铺顶让办法`,
  },
  exit: {
    en: `can i leave early | what if i want to stop | end the contract before the term | notice period | penalty for leaving | do you buy back my stock when i quit | what if it doesn't work out | get out of the contract | close the shop after a year | back out after signing | walk away | what if i get ill and cannot continue | i regret it, can i cancel | costs of giving up | early termination by me | after a year and a half i want out, how early must i say so | what becomes of the goods on my shelves when i stop | can i simply stop | i get divorced and want to stop | what does it cost to break off | stop within the first year | notice of three months after the first year | stock is bought back at eighty percent`,
    zh: `做不下去能退出吗 | 提前解约怎么办 | 合同没到期不想做了 | 要提前多久通知 | 中途退出要赔钱吗 | 退出时货怎么处理 | 违约金多少 | 做一年就不做了可以吗 | 签了反悔怎么办 | 生病了没法做怎么办 | 不想干了会怎样 | 关店要赔多少 | 亏本了能走吗 | 半路退出 | 库存会回购吗 | 干了一年半不行想退出得提前多久说 | 不干的时候剩下的货咋办 | 第一年内想结束会怎样 | 说走就走行吗 | 反悔了怎么脱身 | 合约还没到想停 | 撑不住了想收 | 中间不想做要付什么代价 | 满一年后提前三个月书面通知可解约 | 库存按八折回购`,
  },
  'ended-by-them': {
    en: `when can headquarters terminate my contract | can you throw me out | reasons for dismissal of a franchisee | what if i break the rules | warnings | when do i lose the licence | can you take the store away from me | what if i don't pay for goods | what happens if i violate the contract | what would make you end it | how many warnings before i'm out | i fall behind with payments, what then | can you take my shop from me | headquarters may terminate after two warnings`,
    zh: `总部什么情况会终止合同 | 会不会被总部赶走 | 违规了怎么处理 | 什么情况取消加盟资格 | 警告几次 | 拖欠货款会怎样 | 总部可以单方解约吗 | 违反合同的后果 | 会被收回店吗 | 做什么会被踢出去 | 你们什么时候可以不让我做 | 货款晚付会不会被取消 | 被警告几次就没了 | 总部想赶我走行吗 | 两次书面警告后总部可解除合同`,
  },
  'non-compete': {
    en: `may i work in the same trade afterwards | ban on competition | can i open my own shop after leaving | how long may i not compete | run another business beside this | own a similar store during the contract | can i work for a competitor | post-contract restriction | start my own brand | may i have another franchise at the same time | use what i learned with you | during our time together may i open a furniture shop two streets on | for how long am i shut out of the business | afterwards i want to open something like it | work for the competition later | am i free when it's over | what does the contract say about non-compete, during it and after | scope, duration and area of the ban | after leaving the system | no similar business in the area for one year`,
    zh: `退出后能做同行吗 | 竞业限制多久 | 不做了能自己开一家类似的店吗 | 同时做别的品牌可以吗 | 离开后几年不能做 | 能去竞争对手那里上班吗 | 合同结束后自己单干 | 可以同时加盟别家吗 | 竞业禁止 | 换个牌子接着做行吗 | 以后还能不能做这一行 | 自己另开店 | 合作期间可以另外开一间类似的吗 | 不做以后能不能马上做一样的 | 离开后自己开同样的店要等多久 | 以后去别家做可以吗 | 另外做一个同类的 | 在外面再开一间同类的店 | 合同期内和合同结束后竞业限制怎样规定 | 竞业的范围期限和地域 | 离开体系之后 | 合同结束一年内不得在原商圈经营同类`,
  },
  trademark: {
    en: `who owns the brand | may i use the logo | is the trademark registered | use of the name | what if someone copies the brand | intellectual property | how long is the trademark protected | can i put your name on my van | counterfeit stores | is the name protected by law | until when is the brand registered | may i keep using the name | what happens if somebody copies you | would your lawyers go after a copy of your name | the trademark belongs to the company and is registered`,
    zh: `商标是谁的 | 商标注册了吗 | 可以用你们的标志吗 | 品牌名怎么用 | 有人冒牌怎么办 | 商标有效期 | 知识产权 | 车上能贴你们的标吗 | 山寨店 | 商标会不会有纠纷 | 这个牌子有没有注册 | 名字受不受保护 | 商标到哪年 | 我可以用这个名字多久 | 商标归公司所有已注册`,
  },
  rules: {
    en: `can you change the rules | what if headquarters changes the contract | new rules after signing | do i have to follow everything you decide | how are changes announced | who agrees to changes | are the rules in writing | what rules apply to me | anything else follows headquarters' rules | unilateral changes | can you impose new costs on me | do i have a veto | what stops you from rewriting everything once i've signed | i sign today and tomorrow there are new conditions | who has to agree to a costly change | how long before do you tell us | can i refuse new rules | does anything else follow headquarters' rules | are the rules an annex to the contract | changes are announced sixty days before | rules are attached to the contract`,
    zh: `总部可以改规定吗 | 规则变了怎么办 | 以后加新要求怎么办 | 规定有书面的吗 | 改制度要不要我们同意 | 提前多久通知变更 | 新规定要增加成本怎么办 | 合同条款会不会随便改 | 总部说了算吗 | 规章作为附件吗 | 不同意新规定怎么办 | 朝令夕改 | 签了以后你们随便加规定怎么办 | 之后条件会不会变 | 要花钱的新规定谁同意 | 改之前先讲吗 | 总部改了我不同意呢 | 以后什么都听总部的吗 | 其他事项按总部规定执行 | 规章能不能作为合同附件 | 合同里写依总部规定办理 | 变更提前六十天公告 | 规章附于合同`,
  },
  dispute: {
    en: `which court is competent | what if we have a dispute | how are conflicts with headquarters solved | mediation | where can i sue | arbitration | fair venue | who decides if we disagree | complaint against headquarters | legal venue | if you break the contract what can i do | place of jurisdiction | we fall out, where is it heard | who is the referee between you and me | must i travel to your city to sue | before going to court, is there another way | i feel cheated by head office, what can i do | how are disputes with franchisees settled step by step | which court decides disputes | mediation first, then the court at the store's seat`,
    zh: `有纠纷怎么解决 | 在哪里打官司 | 管辖法院是哪里 | 跟总部闹矛盾找谁 | 有调解吗 | 仲裁还是法院 | 总部违约怎么办 | 争议谁来裁 | 要跑到总部那边起诉吗 | 对总部不满去哪里投诉 | 谈不拢怎么办 | 跟总部翻脸了去哪告 | 意见不合谁来评理 | 打官司要去你们那边吗 | 上法院之前有没有协调 | 出了争执怎么处理 | 觉得被坑了怎么办 | 总部与加盟商的纠纷怎样处理 | 发生争议由哪里的法院管辖 | 处理纠纷的步骤 | 先调解后诉讼由门店所在地法院管辖`,
  },
  secret: {
    en: `what must i keep confidential | may i talk about prices | show the contract to my lawyer | non-disclosure agreement | can i tell my family | how long does secrecy last | discuss with my accountant | business secrets | may i share the manual | talk to the press | my brother-in-law is an accountant, may he look at your prices | how long must i keep quiet after i leave | may i tell my bank about the terms | does showing it to my wife break the rules | can i post about it | prices and recipes are confidential for two years after the end`,
    zh: `什么要保密 | 合同能给律师看吗 | 可以跟家人说吗 | 保密多久 | 进价能告诉别人吗 | 保密协议 | 泄密会怎样 | 资料能给朋友看吗 | 商业机密 | 可以发到网上吗 | 我姐夫是会计让他看进价算不算泄密 | 离开之后还要守密多久 | 合同能不能拿给银行看 | 能跟朋友讲条件吗 | 手册给别人看行吗 | 哪些不能往外说 | 配方和进价保密 | 合同结束后两年内保密`,
  },
  target: {
    en: `are there sales targets | what if i miss the target | who sets the goals | minimum turnover | pressure to sell | consequences of bad sales | how is the target fixed | quota | what if i don't reach the numbers two years in a row | am i kicked out for weak sales | annual goal | minimum purchase per year | is the yearly figure imposed or can we talk about it | i sell less than planned, what happens | bad year, am i punished | do you dictate my numbers | who decides what i have to sell | the target is agreed once a year`,
    zh: `有业绩目标吗 | 完不成任务怎么办 | 目标谁定 | 有没有最低进货要求 | 达不到会被罚吗 | 任务量多大 | 考核指标 | 连续没达标会怎样 | 业绩差会取消资格吗 | 目标怎么定的 | 年度指标 | 会不会给压力 | 一年要卖多少 | 每年的数字公司说了算还是可以谈 | 目标是压下来的吗 | 卖不到会怎样 | 没做到扣钱吗 | 连着两年没达到 | 业绩没到会罚吗 | 任务是不是硬性的 | 年度目标双方商定`,
  },
  duties: {
    en: `what are my obligations | what do you expect from me | duties of a franchisee | what must i commit to | what am i signing up for | responsibilities | what do i have to do for you | list of requirements during the contract | my side of the deal | what is not allowed | what would i be committing myself to | tell me my end of the bargain | everything you'd want from me | which promises do i make`,
    zh: `加盟商有什么义务 | 我要做到哪些 | 对加盟商有什么要求 | 要遵守什么 | 加盟后要配合什么 | 我的责任有哪些 | 签了要承担什么 | 有哪些不能做 | 总部要求我们做什么 | 加入以后要答应哪些事 | 我这边要做的有哪些 | 总部要我们配合的事 | 签下去等于答应了什么`,
  },
  contract: {
    en: `can i see the contract beforehand | draft of the agreement | can clauses be negotiated | who signs the contract | is the contract the same for all | may i change the contract | everything in writing | oral promises | copy of the contract | sign as a company or in person`,
    zh: `可以先看合同吗 | 合同能改吗 | 条款可以谈吗 | 合同模板 | 大家合同都一样吗 | 口头承诺算数吗 | 跟谁签合同 | 以个人还是公司签 | 合同发一份给我`,
  },
};
