/** How people ask about the company, its stores and the way in. See `phrasings.ts`. */
import type { Phrasings } from './phrasings.ts';

export const COMPANY: Phrasings = {
  'how-many-stores': {
    en: `how many stores are there | number of outlets | how many did you open last year | expansion plans | how many franchises were sold | how many are your own stores | size of the chain | how many signed and how many really opened | openings planned this year | growth of the network | how big are you | are you expanding | signed contracts this year | how many in my region | company-owned shops | where are your stores | last year how many people signed and how many got as far as trading | what's the size of the chain today | how many do you run yourselves | what are the plans for next year | how many newcomers joined | count of shops | how many franchises were sold in this region last year and how many of them opened | how many franchises are planned this year and how many are to open | at the end of the year there were so many stores, so many company-owned`,
    zh: `一共多少家店 | 去年开了几家 | 今年计划开多少家 | 直营店有几家 | 规模多大 | 去年签了多少加盟商 | 签约的有几家真正开了 | 门店分布在哪 | 现在几间店 | 发展多快 | 加盟店多少 | 我们这边有几家 | 新开的店有多少 | 今年要扩张多少 | 网点数量 | 去年新签多少人多少真的开了 | 现在有几间 | 自己开的有几家 | 明年要开几间 | 签了没开的有多少 | 全部几家店 | 去年多少人加入 | 开幕了几家 | 去年本地区售出多少家加盟权 | 其中开业的有多少家 | 今年计划发展多少家加盟店 | 预计开业多少家 | 卖出几家加盟权 | 截至年底共有门店若干家其中直营若干家`,
  },
  closed: {
    en: `how many stores closed | why did franchisees leave | failures | bankruptcies | terminated contracts | closure rate | how many gave up | what went wrong at closed stores | did anybody go broke | shops that didn't survive | how many left the system and why | drop-out rate | unsuccessful franchisees | outlets that have shut recently, with reasons | who left and why | did it go wrong for some | any that went under | shops you closed yourselves | how many contracts were terminated, how many stores failed or went bankrupt, and for which reasons | stores that closed in three years and why | closed because of rent or losses`,
    zh: `关了多少家店 | 为什么有人退出 | 倒闭的有几家 | 有没有人做不下去 | 关店率 | 失败的原因 | 有加盟商破产吗 | 终止合同的有多少 | 撑不下去的店 | 倒店率多少 | 有多少人退出了 | 收掉的店 | 死掉的店有几家 | 最近关了几家什么原因 | 有没有人做到倒 | 收摊的有几家 | 走掉的人为什么走 | 因为亏钱关的有几家 | 有多少合同解除 | 多少门店经营失败或破产 | 关闭和解约的原因分别是什么 | 关店情况 | 三年里关闭若干家 | 因租约到期或亏损关闭`,
  },
  process: {
    en: `how do i join | steps to become a franchisee | what is the procedure | what happens after i apply | from application to opening | first step | how does the application work | what comes next | i'm interested, what do i do | stages | order of things until i can open | roadmap to opening | once i've decided, what are the stages | take me through it from the first call | what do i do first if i want in | how do i get started with you | application, interview, contract, training, opening`,
    zh: `怎么加盟 | 加盟流程 | 第一步做什么 | 申请之后呢 | 从申请到开业怎么走 | 有哪些步骤 | 我想加盟要怎么做 | 手续怎么办 | 接下来要做什么 | 加盟程序 | 流程是怎样的 | 先后顺序 | 决定要做了接下来怎么走 | 从报名到开门的步骤 | 我有兴趣第一步找谁 | 先后要做哪些事 | 填表面谈看店签约培训开业 | 加盟流程说明`,
  },
  disclosure: {
    en: `when do i get the disclosure document | waiting period before signing | may i sign at once | cooling-off | how long must i wait | do i pay anything before signing | what information do you give me before i decide | time to think | earliest signing date | can i sign today | how many days to read the papers | legally required information | documents before signing | do i have time to consult someone | can we sign this week | do you let people sleep on it | how many days between the paperwork and signing | what papers do i get first | is money due before i've read everything | a month to think | thirty days must pass after the disclosure document`,
    zh: `什么时候给披露文件 | 要等多久才能签 | 可以马上签吗 | 冷静期 | 签约前要付钱吗 | 签合同前给什么资料 | 考虑时间有多长 | 今天签行不行 | 最早哪天能签 | 信息披露 | 法律规定等几天 | 签之前能先交定金吗 | 犹豫期 | 有时间给我想想吗 | 拿到文件后隔多久才能签 | 这个礼拜签可以吗 | 签字前会给我看什么 | 有没有规定要等 | 先付订金再看资料吗 | 给几天考虑 | 第二天就签行不行 | 披露文件交付满三十日方可签约`,
  },
  apply: {
    en: `who can become a franchisee | do i need experience | requirements for applicants | am i too old | what kind of people do you look for | do you take beginners | i already have a shop, can i apply | qualification needed | how do you choose franchisees | can a foreigner apply | can i apply together with a friend | i was a teacher, could i do it | never sold anything in my life | do i need a diploma | criteria for selection | chance of being accepted | credit record | as a couple | can a company apply | i run another kind of shop already, would that rule me out | i've worked in construction all my life, would you take me | do i have to have sold things before | what sort of person suits you | is there an age limit | i'm retired | no diploma | student | would you accept a couple | who we look for | experience in retail helps and is not required`,
    zh: `什么人可以加盟 | 没有经验可以吗 | 对加盟商有什么条件 | 年纪大行吗 | 我已经有店能申请吗 | 需要什么资格 | 怎么筛选加盟商 | 和朋友合伙可以吗 | 没做过生意能做吗 | 学历要求 | 外行能做吗 | 你们喜欢什么样的人 | 女生可以做吗 | 公司可以申请吗 | 我以前是上班族能加盟吗 | 征信不好可以吗 | 夫妻一起申请 | 门槛高不高 | 做别的行业的能加盟吗 | 我一直做别的行业没卖过东西收吗 | 我目前有别的店能申请吗 | 五十几岁可以吗 | 刚毕业可以吗 | 没开过店可以吗 | 你们收什么样的人 | 家庭主妇可以做吗 | 我已经经营别的生意会不会不行 | 有什么要求才让加盟 | 加盟条件 | 有经验优先不作要求 | 申请人资格`,
  },
  lawsuit: {
    en: `are there lawsuits against you | has anybody sued you | court judgments | legal problems of the company | pending cases | have you lost a case | franchisees who went to court | trouble with the law | convictions | were you ever taken to court | legal history | fines from authorities | is anyone dragging you through the courts | ever lost a case | what trouble did you have with former partners | any judgment against you in recent years | which lawsuits are pending | past judgments in detail | one lawsuit is pending | judgments of the last five years`,
    zh: `有没有打过官司 | 被告过吗 | 有加盟商告你们吗 | 有没有败诉 | 法院判过你们什么 | 正在打的官司 | 公司有没有法律纠纷 | 诉讼记录 | 被罚过款吗 | 有不良记录吗 | 上过法庭吗 | 官司输过没有 | 有人告你们吗 | 你们被告过没 | 最近几年输过官司吗 | 跟以前的加盟商闹上法庭吗 | 有没有案子还在审 | 目前有哪些未了结的诉讼 | 以往有哪些判决 | 尚未了结的官司 | 未结诉讼一件 | 近五年判决`,
  },
  'talk-to-owners': {
    en: `can i talk to existing franchisees | visit a store | references | contact details of owners | speak with people already running a shop | ask others about their experience | list of franchisees | see real figures of a store | are you hiding unhappy franchisees | may i choose whom i ask | interview owners | hear from somebody who does it | can i spend a day in a shop | former franchisees | may i ring whichever owners i like | i don't want to be shown only your stars | i'd like to hear it from someone who's in it | phone numbers of shop owners | let me look behind the counter somewhere | can i ask people who left | you may talk to any franchisee; the list is attached`,
    zh: `可以跟其他加盟商聊聊吗 | 能参观门店吗 | 加盟商的联系方式 | 想问问已经在做的人 | 有没有名单 | 可以看看真实的店吗 | 自己挑店去看行吗 | 听听老店主怎么说 | 我想实地看看 | 介绍几个店主认识 | 去别的店待一天 | 问问退出的人 | 老加盟商评价怎么样 | 想自己打电话问问店主 | 不要只给我看做得好的 | 可不可以私下找别的老板聊 | 名单给不给 | 想听过来人讲 | 去看看别人的店怎么做 | 可向任何加盟商了解 | 附名单和电话`,
  },
  seasons: {
    en: `when is business slow | low season | busiest months | how do stores survive quiet months | seasonal fluctuations | sales in summer | is it a seasonal business | best time of the year | worst months | which quarter is strongest | when is the best time to open | christmas business | how far do takings drop in the slow part of the year | when is it dead | which months carry the year | how do owners bridge the quiet weeks | the weakest months of the year are`,
    zh: `哪几个月生意淡 | 淡旺季明显吗 | 旺季什么时候 | 淡季怎么办 | 夏天生意好吗 | 什么时候卖得最好 | 几月份最差 | 淡季怎么撑 | 季节性强吗 | 过年前后生意怎样 | 什么时候开店最好 | 一年里哪个季度最好 | 淡的时候会掉多少 | 一年什么时候最冷清 | 最赚的是哪几个月 | 没客人的月份怎么过 | 每年淡季月份`,
  },
  history: {
    en: `how long has the company existed | when was the brand founded | who is behind the brand | history | is the company healthy | financial situation of headquarters | what if headquarters goes bankrupt | experience of the company | who owns the company | what happens to my shop if headquarters goes under or is sold | since when do you exist | is the firm sound | takeover by another company | who will run it when the founder retires | balance sheet of the company`,
    zh: `公司成立多久了 | 品牌哪年创立 | 公司背景 | 公司财务状况好吗 | 总部倒闭了怎么办 | 母公司是谁 | 做了几年加盟 | 公司实力怎么样 | 总部会不会跑路 | 总公司倒了或被收购我的店怎么办 | 哪一年成立的 | 公司是不是快不行了 | 公司资产多少 | 老板跑了怎么办 | 被别人买走怎么办`,
  },
  'why-us': {
    en: `why should i join you | what makes you different | advantages of your brand | why not open on my own | what is special about you | who are your customers | target group | competition in the market`,
    zh: `为什么选你们 | 你们有什么优势 | 跟别家有什么不同 | 自己开不行吗 | 品牌特色 | 客群是谁 | 目标顾客 | 市场竞争大吗 | 加盟有什么好处`,
  },
  region: {
    en: `can i open in my city | is my region still free | which regions are available | is there already someone in my town | are you looking for partners in the north | do you operate in other provinces`,
    zh: `我们这边还能开吗 | 哪些地区可以加盟 | 我的城市有人做了吗 | 还有名额吗 | 哪个省可以开 | 这个区域还空着吗 | 三线城市能开吗`,
  },
};
