/** How people ask about the shop, its place, its people and its equipment. See `phrasings.ts`. */
import type { Phrasings } from './phrasings.ts';

export const SHOP: Phrasings = {
  'fit-out': {
    en: `what does the decoration cost | renovation price per square metre | how much to build the shop | who does the building work | can i use my own builder | cost of shelves and signage | price of furnishing the store | what will the works come to | interior costs | must i hire your contractor | do you earn on the renovation | is air conditioning included | how expensive is it to do the place up | refit of the premises | electrics and flooring | money for turning an empty room into a shop | what do builders charge for one of these | price to get the rooms ready | are shelves and sign extra | my husband is an electrician, can we do the works ourselves | cost for eighty square metres of renovation`,
    zh: `装修要花多少 | 一平米装修多少钱 | 货架招牌多少钱 | 装修谁来做 | 可以自己找施工队吗 | 店面弄起来要多少 | 装修费用包括空调吗 | 装潢大概多少 | 总部指定装修公司吗 | 你们从装修里赚钱吗 | 八十平装修预算 | 门头要多少钱 | 硬装软装多少 | 店铺改造花费 | 装修一家店的价钱 | 整间弄好一坪多少 | 架子跟招牌要跟你们买吗 | 我先生会做水电可以自己装吗 | 店面弄到好要几万 | 找自己熟的师傅来施工 | 铺子装一下多少钱 | 每平方报价`,
  },
  drawing: {
    en: `who designs the store | do you draw the plans | is the design free | store layout | will i see pictures of how it will look | can i have a say in the design | do you measure the premises | architect's drawings | look of the shop | floor plan | do i have to follow your design | concept and blueprints | who checks that the works follow the plans | visualisation before we build | will someone come and measure | who makes the plans if i bring my own builder | can i see a picture before we start | is there a charge for plans | architect costs`,
    zh: `店面谁设计 | 设计要钱吗 | 有没有效果图 | 施工图谁出 | 总部会来量房吗 | 平面布局谁定 | 图纸免费吗 | 设计能自己改吗 | 装修风格要统一吗 | 出设计稿要多久 | 设计方案谁做 | 装修好总部会验收吗 | 可以先看看店装出来的样子吗 | 画图收费吗 | 图是你们出吗 | 我找人施工图纸谁给 | 动工前能看到样子吗 | 量尺寸派人来吗 | 请设计师要另外付钱吗`,
  },
  'site-help': {
    en: `do you help me find a location | who picks the site | will you look at my premises | can you check whether the spot is good | do you count passers-by | what if you reject my location | who negotiates with the landlord | help with the lease | do you have empty shops to offer | scouting for a place | evaluation of a location | is site selection supported | how many places will you look at | may i choose the place myself | survey of the neighbourhood | population of the area | i found an empty corner shop, who judges it | do you tell me whether my street is any good | you reject my place, will i know why | do i hunt for the shop myself | will you speak to my landlord | count the people walking past | who does what when the site is chosen | division of work in site selection`,
    zh: `总部帮忙选址吗 | 店面是我自己找吗 | 你们会来看位置吗 | 地点谁定 | 看中一个铺面你们帮看看吗 | 选址不通过怎么办 | 帮忙跟房东谈吗 | 租约谁来谈 | 有没有现成的店面 | 人流你们会测吗 | 周边人口谁调查 | 找铺子你们管不管 | 帮我判断位置好不好 | 最多帮看几个地方 | 拒绝我选的地方会说理由吗 | 选点有没有支持 | 我看上一个铺位谁来判断 | 店面要我自己去找吗 | 房东那边你们出面谈吗 | 会派人来看地点吗 | 不同意我找的店会讲原因吗 | 帮不帮忙物色店面 | 看店面收费吗 | 选址时双方各负责什么 | 选址由谁负责 | 找店面分工`,
  },
  'site-needs': {
    en: `how big must the shop be | minimum floor area | what kind of place do you accept | does it have to be on the ground floor | is a mall fine | width of the shop front | requirements for the premises | is forty square metres too small | upper floor or basement allowed | what does a location need | power supply needed | which streets are suitable | can i open in a small town | a village | at the market | my own property, is it suitable | too large a space | conditions a site has to meet | would a shop in a side street do | first floor without lift | is 200 square metres too much | i own a small house, may i use it | is a kiosk possible | how wide must the front be | what surroundings should it have`,
    zh: `店要多大 | 面积有要求吗 | 一定要一楼吗 | 商场里可以开吗 | 店面有什么要求 | 四十平可以吗 | 门面要多宽 | 地下室行不行 | 二楼能开吗 | 什么样的位置才行 | 用电要求 | 小县城可以开吗 | 自己家的房子能用吗 | 社区里面可以吗 | 店铺条件 | 最小几平米 | 面积太大行吗 | 对地段有什么要求 | 巷子里的店面可以吗 | 楼上的铺可以吗 | 二百平会不会太大 | 自家一楼能用吗 | 铺位最少要几大 | 门口要几米宽 | 店开在什么地方才行 | 电要多大`,
  },
  shelves: {
    en: `who supplies the shelves | do i buy the fixtures from you | shop sign | price of the furniture in the store | equipment list | can i use second-hand shelves | lighting and display cases`,
    zh: `货架从哪里买 | 招牌要用你们的吗 | 道具多少钱 | 设备清单 | 可以用二手货架吗 | 展示柜谁提供 | 灯光设备`,
  },
  'how-soon': {
    en: `how long until i can open | how many weeks from signing to opening | how fast can i start | time needed to set up | when could my store be ready | duration of the works | can i open before christmas | before spring festival | what takes so long | opening date | shortest time to launch | timetable from contract to first customer | how quickly will we be in business | i sign in march, when am i trading | how quickly can we be up and running | how long is everything going to take | how long does it take to get the shop ready`,
    zh: `多久能开业 | 从签合同到开门要几天 | 最快什么时候能开 | 筹备要多长时间 | 装修要几周 | 年前能开起来吗 | 几个月能开店 | 开业周期 | 多少天可以营业 | 为什么要那么久 | 准备期多长 | 签完约多快能开张 | 赶得上过年吗 | 三月签约几月能做生意 | 整个弄好要多久 | 最快多少天能营业 | 从签字到开张 | 几时可以开张`,
  },
  staff: {
    en: `how many employees do i need | do you help me find staff | who pays the wages | can i run it alone with my wife | do i need a manager | recruiting support | number of people per shift | who hires the sales assistants | do you send employees | can family work in the store | personnel costs | job ads | how many people does a shop take | who interviews my people | team in the shop | could the two of us manage alone | how big a crew for a medium shop | do you supply a text for job adverts | who puts people on the payroll | are my sons enough as helpers`,
    zh: `一家店要几个人 | 员工谁来招 | 工资谁发 | 夫妻两个人够吗 | 要不要请店长 | 总部派人吗 | 帮忙招聘吗 | 人手要多少 | 店员自己雇吗 | 家里人可以来帮忙吗 | 人工成本 | 要请几个店员 | 招不到人怎么办 | 人员配置 | 一个人忙得过来吗 | 就我们两夫妻顾得过来吗 | 请人是我自己负责吗 | 招聘广告有没有范本 | 中等大小的店要几个伙计 | 工人谁请 | 我一个人可以顾店吗`,
  },
  hours: {
    en: `opening hours | may i close on sundays | how long must the store be open | can i take holidays | open every day | close for lunch | when do we have to open in the morning | can i shut the shop for a week | what about public holidays | mall hours | shorter hours in winter | do i get a day off | must i open on new year's day | close earlier | when may i lock up in the evening | i want mondays free | how many hours a day are compulsory | can i go on holiday for two weeks | do i have to open on christmas day | religious holidays`,
    zh: `营业时间有规定吗 | 可以休息吗 | 过年可以关门吗 | 一天要开几个小时 | 周日能不能不开 | 几点开门几点关门 | 一周休一天行吗 | 可以放假几天 | 商场店几点营业 | 早点关门可以吗 | 每天都要开门吗 | 想关几天出去旅游 | 节假日要开吗 | 中午可以关店吗 | 想每周一公休行不行 | 晚上可以几点打烊 | 回老家过年店能关几天 | 一天最少开几个钟头 | 礼拜天休息 | 可以晚点开门吗 | 请假关店`,
  },
  till: {
    en: `which till do you use | software costs | cash register system | do i have to use your system | price of the point of sale | monthly fee for the software | who helps when the system is down | stock management software | computer equipment for the store | can i keep my own till | updates included | technical support hotline | does the checkout connect with headquarters | ordering system | the machine breaks down at nine in the evening, does anyone pick up | i have a good computer already, can i use that | what does the program cost a month | is it complicated to run`,
    zh: `用什么收银系统 | 系统要多少钱 | 软件费每月多少 | 收银机要买吗 | 系统坏了找谁 | 必须用总部的系统吗 | 进销存软件 | 可以用自己的收银机吗 | 电脑设备多少钱 | 系统升级收费吗 | 软件有人教吗 | 系统出故障有没有客服 | pos机 | 订货系统 | 晚上机器坏了有人接电话吗 | 收款的机器要多少钱 | 旧电脑能用吗 | 软件每个月收多少 | 系统难学吗 | 系统费含更新吗`,
  },
  insurance: {
    en: `what insurance do i need | do i have to insure the shop | fire and theft cover | liability if a customer gets hurt | who insures goods in transit | what if there's a flood | minimum sum insured | is the store covered by your policy | customer slips and falls | who pays when the shop burns down | accident in the shop | a child gets hurt in the shop, who pays | pipes burst and the goods are wet | what cover is compulsory | goods lost on the lorry, insured?`,
    zh: `要买什么保险 | 店要上保险吗 | 着火了谁赔 | 顾客在店里摔倒怎么办 | 货在路上有保险吗 | 保额要多少 | 失窃有没有保障 | 公众责任险 | 店里进水损失谁承担 | 保险总部买还是我买 | 出了意外谁负责 | 小孩在店里受伤谁赔 | 水管爆了货泡湿了谁负责 | 规定要保哪些险 | 店被偷了有没有得赔 | 保险要保多少`,
  },
  absentee: {
    en: `do i have to work in the store myself | can i just invest | can a manager run it | i live in another city | keep my job and own a store | silent partner | how many days a week must i be there | passive income | i have no time to stand in the shop | can my brother run it for me | put someone in charge | do i need to be present | owner operated | run it on the side | hire somebody to look after it | is it okay if i'm hardly there | how many days would you want to see me behind the counter | i already have a business to run, how often must i be there | could my manager do it all | i'd rather not work there | will you accept somebody who is away a lot | living abroad and owning a shop`,
    zh: `我必须天天在店里吗 | 可以只投资不管店吗 | 请店长来管行吗 | 我人在外地怎么办 | 可以兼职做吗 | 我还在上班能开吗 | 一周要去几天 | 当甩手掌柜 | 让亲戚帮我看店 | 老板要亲自经营吗 | 不常在店里可以吗 | 没时间守店 | 找人代管 | 副业开店 | 一定要本人顾店吗 | 纯投资可以吗 | 一个星期要亲自去几天 | 我平常要上班能请人顾吗 | 我不想自己站柜台 | 只出钱行不行 | 人不在当地能开吗 | 可不可以全交给店长`,
  },
  'more-stores': {
    en: `can i open several stores | when may i open a second one | exclusive rights for my city | area developer | whole region for me | conditions for another shop | do you give master licences | discount for multiple stores | i want to own three shops | grow with you | expand my business | does having more stores give me a larger share | can i take over the province | reserve a city for me | after how long can i add another | i'd like the whole county | buy the rights for a region | can my family own five | what do i need for number two | if i open more, do i own more of the company`,
    zh: `可以开几家店吗 | 第二家什么时候能开 | 想拿下整个城市 | 有没有城市代理 | 区域独家怎么申请 | 多开几家有优惠吗 | 再开一家要什么条件 | 能做总代吗 | 一个人最多开几家 | 想包下全市 | 扩大规模可以吗 | 开分店 | 想一口气开三家 | 省级代理 | 第一家做得好能再开吗 | 想把整个县拿下来 | 几年内要开几家才给城市权 | 开第二间要等多久 | 同时开两家行吗 | 做区域总代`,
  },
  relocation: {
    en: `can i move my shop to another address | what if the landlord cancels the lease | relocate the store | the mall closes, where do i go | rent goes up and i have to move | move to a better spot | my landlord wants the shop back, may i carry on in another street | new address | move to a bigger place`,
    zh: `店可以搬吗 | 房东不租了怎么办 | 换地方开行不行 | 搬迁要交钱吗 | 商场撤了店怎么办 | 租约到期要换位置 | 房东要收回铺子可以搬到另一条街做吗 | 换大一点的店面 | 搬家 | 迁址`,
  },
  refresh: {
    en: `how often must i renovate again | do i have to refurbish later | new store design, must i pay | upgrade of old stores | who pays for the makeover after some years`,
    zh: `几年要重新装修一次 | 形象升级谁出钱 | 老店要翻新吗 | 换新招牌要我付吗 | 二次装修`,
  },
};
