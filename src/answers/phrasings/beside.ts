/** How people ask for what policies seldom say; see `other-ideas.ts`. */
import type { Phrasings } from './phrasings.ts';

export const BESIDE: Phrasings = {
  'pay-how': {
    en: `can i pay by card | do you take paypal | pay in cash | which currency | do i get an invoice | bank transfer or cheque | do stores accept mobile payments | pay with crypto | receipt for the payment | pay in bitcoin | settle by credit card | does the till accept american express | pay the security with something other than money | apple pay at the counter | do you issue invoices with tax | which payment methods are there | pay in dollars | pay by cheque | amount in euros`,
    zh: `可以刷卡吗 | 能用微信付吗 | 开发票吗 | 付现金行吗 | 转账到哪个户头 | 收不收美元 | 给收据吗 | 支持什么付款方式 | 店里能用什么收款 | 能用信用卡付押金吗 | 微信支付宝都能收吗 | 票据怎么开 | 可以用黄金或股票抵吗 | 刷卡机手续费 | 开专票吗 | 统一编号 | 电子支付`,
  },
  bargain: {
    en: `can you make it cheaper for me | discount on the fee for friends | waive the fee | special deal | is the fee negotiable | employee discount | family rate | student price | student startup discount | better price if i bring a friend | reward for referring a franchisee | commission for recommending you | are there vouchers for new owners | cheaper for veterans`,
    zh: `能便宜点吗 | 打个折吧 | 可以讲价吗 | 熟人有优惠吗 | 员工价 | 免一部分费用 | 能不能少交一点 | 介绍朋友来有没有佣金 | 推荐加盟奖金 | 大学生创业优惠 | 退伍军人优惠 | 老乡便宜点 | 加盟费能打折吗 | 团购加盟`,
  },
  rivals: {
    en: `are you better than the competition | compared with other franchises | what do competitors charge | versus the market leader | what does another chain's franchise cost | how much is a coffee franchise | which chain is the best | are other brands cheaper | should i rather join a restaurant chain`,
    zh: `比别的品牌好在哪 | 跟某某比怎么样 | 别家加盟费多少 | 竞争品牌的价格 | 加盟奶茶店要多少钱 | 别的牌子是不是更好 | 加盟哪个品牌好 | 便利店加盟费 | 便宜的加盟项目有哪些`,
  },
  abroad: {
    en: `do you have stores overseas | can i open in another country | do you ship abroad | material in another language | is the training in spanish | export | foreign branches | contract in english | open a shop in melbourne | customers in norway | delivery to hong kong, customs duty | store in singapore | do you sell to foreign countries | courses in english or cantonese | import tax | is there a store in berlin`,
    zh: `国外能开吗 | 海外有店吗 | 寄到国外吗 | 有英文版吗 | 外语培训 | 出口吗 | 关税谁出 | 要报关吗 | 能在澳洲开吗 | 海外顾客怎么办 | 讲粤语的课 | 有没有英文班 | 卖到国外 | 欧洲有店吗 | 跨境`,
  },
  clothes: {
    en: `what do employees wear | uniforms | dress code | who pays for the work clothes | name badge | tattoos allowed | will the company give my assistants uniforms | who designed the uniform | do i have to wear a tie | two sets of uniforms per assistant are given free of charge`,
    zh: `员工穿什么 | 有制服吗 | 工作服谁出钱 | 上班着装要求 | 可以染发吗 | 名牌 | 店员的制服公司会发吗 | 围裙要自己买吗 | 要穿西装吗 | 制服谁设计 | 门店制服 | 每位店员两套制服由总部免费发放 | 离职时交回`,
  },
  colour: {
    en: `what colour are the walls | colour of the logo | paint | which colours do the products come in`,
    zh: `墙什么颜色 | 标志是什么色 | 有几种颜色 | 油漆用什么牌子`,
  },
  people: {
    en: `who founded the company | name of the ceo | is the boss married | how old is the founder | how many people work at head office | what is the manager's name | are the inspectors men or women | who is the head of marketing | hobbies of the director | average age of franchisees | what does the founder do in his free time | do inspectors drink | how many trainers are there | what is the accountant's name | are most owners women | who is the ceo | which university did the boss attend | names of the council members | how are council members elected | how many members has the council`,
    zh: `老板叫什么 | 创始人是谁 | 总部多少员工 | 督导叫什么名字 | 董事长哪里人 | 经理多大年纪 | 男的多还是女的多 | 老板结婚了吗 | 加盟商平均年龄 | 委员会怎么选 | 委员会几个人 | 督导抽烟吗 | 培训老师有几位 | 谁负责财务 | 老板什么学校毕业 | 总经理是谁 | 创始人多大 | 加盟商男女比例 | 领导班子`,
  },
  shares: {
    en: `is the company listed | can i buy shares | who are the shareholders | valuation of the company | dividends | revenue of the whole group | registered capital`,
    zh: `公司上市了吗 | 能买股票吗 | 股东是谁 | 注册资本多少 | 市值 | 分红 | 公司总营收`,
  },
  jobs: {
    en: `are you hiring | i want to work for you | vacancies at head office | internship | what do your employees earn | salary of the trainers | apply for a position | how much does an inspector earn | what salary should i pay an assistant | usual wage for a shop manager | commission for my sales staff | pay of your employees | hourly pay`,
    zh: `你们招人吗 | 总部有职位吗 | 实习机会 | 督导工资多少 | 投简历 | 应聘 | 总部员工待遇 | 店员一个月工资多少合适 | 店长薪水大概多少 | 给店员提成多少 | 时薪多少 | 工资标准 | 你们公司薪水高吗`,
  },
  dormitory: {
    en: `which hotel do we stay in | is there a dorm | do i get a single room | accommodation arranged | is the hotel nice | is there a pool in the hotel | how many beds per room at the course | breakfast at the training hotel | may my husband stay in my room`,
    zh: `住哪家酒店 | 有宿舍吗 | 培训住宿条件怎么样 | 单人间吗 | 住的地方离得近吗 | 宿舍几个人一间 | 培训住宿有没有空调 | 包早餐吗 | 能带家属住吗 | 酒店几星级`,
  },
  benefits: {
    en: `health insurance for staff | pension | sick pay | holiday pay | maternity leave | company car | overtime | bonus for employees | employee injured at work, who pays | do you pay social insurance for my staff | medical bills | accident of an employee | unemployment | does the insurance cover my own illness`,
    zh: `员工有社保吗 | 五险一金 | 病假工资 | 年假几天 | 加班费 | 产假 | 退休金 | 配车吗 | 店员上班受伤总部赔吗 | 给员工交保险吗 | 工伤谁负责 | 看病报销 | 劳保健保谁缴 | 失业金`,
  },
  tax: {
    en: `what taxes do i pay | is it tax deductible | vat | do you do my bookkeeping | income tax | depreciation | accountant | do i charge vat on top | can i write the fee off | how are rebates taxed | customs tax | tax office`,
    zh: `要交什么税 | 税率多少 | 能抵税吗 | 帮忙做账吗 | 怎么报税 | 增值税 | 折旧怎么算 | 返利要交税吗 | 关税多少 | 发票税点 | 加盟费能入账吗 | 税务怎么处理 | 所得税怎么缴`,
  },
  licence: {
    en: `what permits do i need | business licence | register a company | fire inspection | which legal form | health certificate | planning permission | ceiling height required | do i need a toilet for customers | emergency exits | noise limits | safety certificate for the premises`,
    zh: `营业执照怎么办 | 要办什么证 | 消防手续 | 个体户还是公司 | 注册公司 | 卫生许可证 | 健康证 | 天花板要多高 | 要不要厕所 | 消防通道 | 排烟 | 安全检查谁来 | 开店要跑哪些部门`,
  },
  visa: {
    en: `do i get a visa | residence permit | work permit for foreigners | immigration through the business`,
    zh: `能办签证吗 | 移民 | 居留许可 | 工作签证 | 落户`,
  },
  schools: {
    en: `is there childcare | can my kids come to the store | schools nearby | where do children go to school | crèche in the shop | can my child play in the store | playground`,
    zh: `孩子能带到店里吗 | 附近有学校吗 | 有托儿吗 | 小孩上学 | 店里能放小孩玩具吗 | 可以带小孩上班吗 | 游戏区`,
  },
  animals: {
    en: `can i bring my dog | are pets allowed | do you sell pet products`,
    zh: `能带狗吗 | 店里可以养猫吗 | 宠物可以进店吗 | 卖宠物用品吗`,
  },
  'food-drink': {
    en: `is lunch provided | can i sell coffee in the shop | coffee machine | what is there to eat | vegetarian meals | free drinks for customers | food at the seminar | snack corner`,
    zh: `包午餐吗 | 可以卖咖啡吗 | 有素食吗 | 店里能卖饮料吗 | 食堂好吃吗 | 给客人倒茶吗`,
  },
  music: {
    en: `what music is played in the shop | music licence | can i choose the radio station | playlist`,
    zh: `店里放什么音乐 | 音乐版权费 | 可以自己放歌吗 | 背景音乐`,
  },
  parking: {
    en: `is there parking | how many parking spaces | where can customers park | charging station for cars | parking at head office`,
    zh: `有停车位吗 | 车停哪里 | 停车收费吗 | 充电桩 | 顾客停车方便吗`,
  },
  wifi: {
    en: `wifi for customers | wifi password | internet speed | who provides the internet connection | must i install wifi myself | how fast is the line | guest network`,
    zh: `有无线网吗 | 密码多少 | 网速要求 | 宽带谁装 | 网络要自己装吗 | 给客人用的无线网 | 网费谁付`,
  },
  utilities: {
    en: `how much is electricity | water and heating costs | energy consumption | waste disposal | cleaning service`,
    zh: `电费多少 | 水电一个月多少 | 物业费 | 垃圾怎么处理 | 保洁谁做`,
  },
  materials: {
    en: `what are the products made of | is it real wood | are they eco-friendly | formaldehyde | test certificates | organic | how much weight can it hold | thickness | is it toxic | safe for babies | are the vases made of glass or clay | weight limit of the shelves | does it smell | allergy | certified for children | which glue is used`,
    zh: `什么材质 | 是实木吗 | 环保吗 | 甲醛多少 | 有检测报告吗 | 多厚 | 有没有毒 | 孩子能用吗 | 有没有味道 | 架子能承多重 | 玻璃还是陶瓷 | 会不会过敏 | 用什么胶 | 有环保证书吗`,
  },
  care: {
    en: `how do i clean it | how much is this item | do you sell curtains | which size does it come in | assembly service | do you recycle | do you make it to measure | catalogue | what sort of things do you actually sell | do you have mattresses | dimensions of the table | can customers order a special size | delivery and assembly at the customer's home | price of a lamp | is the chair comfortable | which wood is the bed`,
    zh: `怎么清洗 | 这个多少钱 | 有卖床吗 | 有几个尺寸 | 上门安装吗 | 可以定做吗 | 回收旧的吗 | 有目录吗 | 你们到底卖什么东西 | 床垫有卖吗 | 桌子尺寸 | 送货上门给顾客要钱吗 | 灯多少钱 | 椅子舒服吗 | 款式好看吗 | 颜色能选吗`,
  },
  weather: {
    en: `what is the weather | will it rain tomorrow | how hot does it get | is it cold there`,
    zh: `今天天气怎么样 | 明天下雨吗 | 那边冷不冷 | 气温多少`,
  },
  smalltalk: {
    en: `tell me a joke | who are you | are you a robot | good morning | how are you | write me a poem | what is the capital of france | recipe | translate this | help me with my homework | what time is it | solve this equation | sing | i'm bored | best restaurant in town | my tooth hurts, which doctor | how do you bake bread | good night in korean | the cat keeps sneezing | how do i renew my driving licence | when is the first train | where is good food | what is 12 times 12 | who wrote hamlet | suggest a present for my mother | horoscope | what day is it | how do i lose weight | is the earth round | how old is the universe | fix my computer | learn the guitar`,
    zh: `讲个笑话 | 你是谁 | 你是机器人吗 | 早上好 | 几点了 | 帮我翻译 | 唱首歌 | 无聊 | 今天吃什么 | 帮我算一道题 | 菜怎么做 | 牙疼看什么科 | 红烧肉怎么做 | 哪里有好吃的 | 我家猫生病了 | 驾照过期去哪换 | 高铁最早几点 | 讲个冷笑话 | 晚安用韩文怎么说 | 感冒吃什么药 | 帮我取个名字 | 写一首诗 | 怎么减肥 | 送妈妈什么礼物 | 一加一等于几 | 今天星期几 | 作业不会 | 手机坏了怎么修 | 怎么追女生 | 火车票怎么买 | 世界上最高的山`,
  },
  politics: {
    en: `who should i vote for | government | election | religion | what do you think about the war`,
    zh: `选谁好 | 政府怎么样 | 信什么教 | 战争 | 国家大事`,
  },
  directions: {
    en: `where is your head office | how do i get there | nearest station | address | how far from the airport | city sights | in which city is headquarters | i want to drop in at your office | where do i park the car at the airport | how many kilometres from the station`,
    zh: `总部在哪里 | 怎么去 | 坐几号线 | 离机场多远 | 地址 | 附近有什么景点 | 总部在哪个城市 | 想直接上门拜访 | 到总部怎么坐车 | 离车站几公里 | 公司在哪条路`,
  },
  'phone-number': {
    en: `what is your phone number | email address | can you call me | whatsapp | number of the hotline | contact on wechat | phone number of head office | whom can i ring on weekends | direct line of the manager | may i have your email`,
    zh: `电话多少 | 邮箱 | 加个微信 | 客服热线几号 | 可以打给我吗 | 手机号 | 总部电话几号 | 有没有邮箱 | 负责人手机 | 怎么加你们微信 | 客服几点下班`,
  },
  'social-media': {
    en: `how many followers | do you work with influencers | instagram account | youtube channel`,
    zh: `粉丝多少 | 有网红合作吗 | 小红书账号 | 公众号叫什么 | 网站多少人访问`,
  },
  app: {
    en: `is there an app | download on android | app for customers | mini program`,
    zh: `有没有手机应用 | 有小程序吗 | 怎么下载 | 苹果能用吗`,
  },
  'gift-card': {
    en: `do you have gift cards | loyalty programme | points for customers | membership card | vouchers | stored value card | do regular shoppers get points | stamp cards | birthday discount for customers | can customers pay with vouchers | customers collect points paid by headquarters`,
    zh: `有会员卡吗 | 积分怎么用 | 礼品卡 | 优惠券 | 储值 | 会员制度 | 老顾客有积分吗 | 会员生日优惠 | 集点送什么 | 储值卡能用吗 | 会员积分由总部承担 | 消费一元积一分`,
  },
  events: {
    en: `company party | annual meeting of franchisees | trade fair | open day | trip for the best sellers | christmas party | yearly get-together of all owners | do you celebrate anniversaries with owners | convention | gala dinner | when is the next open evening`,
    zh: `年会 | 展会什么时候 | 招商说明会 | 旅游奖励 | 聚餐 | 每年加盟商聚会 | 有没有加盟商大会 | 说明会在哪里办 | 下次招商会哪天 | 团建`,
  },
  'house-bank': {
    en: `which bank do you use | bank account number | where is the money kept | name of the partner bank | interest rate of the bank`,
    zh: `用哪家银行 | 账号多少 | 钱存在哪 | 合作银行叫什么 | 开户行`,
  },
  disability: {
    en: `wheelchair access | customers with disabilities | braille | lift for the elderly`,
    zh: `有无障碍通道吗 | 轮椅能进吗 | 残疾人 | 有电梯吗`,
  },
  theft: {
    en: `security cameras | shoplifters | alarm system | guard | somebody steals | break-in | do i have to install cctv | alarm connected to the police | guard at night`,
    zh: `装监控吗 | 有人偷东西怎么办 | 报警器 | 保安 | 小偷 | 要自己装监控吗 | 晚上有人看店吗 | 店员偷钱怎么办`,
  },
  union: {
    en: `is there a trade union | minimum wage | employment law | can i fire an employee | labour contract | working hours of staff`,
    zh: `有工会吗 | 最低工资 | 怎么辞退员工 | 劳动合同 | 员工工时`,
  },
  'rent-level': {
    en: `how much is the rent | average rent | rent per month | rent free period | who pays the estate agent | what share of turnover should the rent be | reasonable rent | who pays the broker | rent rises`,
    zh: `房租多少 | 租金一般多少 | 月租 | 免租期多长 | 中介费谁付 | 房租占营业额多少合理 | 铺租多少算合理 | 房东涨租 | 租金占比 | 店租行情`,
  },
  visitors: {
    en: `how many customers per day | footfall | average purchase | conversion rate | age of the customers | peak hours | most popular product | visitors on a saturday | who shops with you | average receipt | number of customers a store needs | share of returning customers | which product sells best | how old are the buyers`,
    zh: `一天多少客人 | 客单价 | 人流量 | 回头客多吗 | 进店率 | 最好卖的是什么 | 几点客人最多 | 周末有多少人进店 | 平均一单多少 | 买的人什么年纪 | 哪款最好卖 | 复购率 | 成交率`,
  },
  'own-office': {
    en: `which software do you use at head office | how big is your office | office hours | privacy policy | how big is head office | can i tour the headquarters building | how is the archive kept | which program does accounting use | when was the building built`,
    zh: `总部办公室多大 | 总部几点上班 | 总部用什么软件 | 办公楼几层 | 总部大楼 | 能参观总部吗 | 财务用什么软件 | 办公室在几楼 | 上班时间`,
  },
  awards: {
    en: `have you won awards | ranking | reviews | do you donate to charity | celebrities among your customers | world record`,
    zh: `得过奖吗 | 排名第几 | 口碑评分 | 做公益吗 | 有明星客户吗`,
  },
  vehicle: {
    en: `do i need a van | driving licence | delivery bike | does headquarters lend vehicles | which car is used for visits | do i need a lorry | is petrol paid | bus or train for inspectors`,
    zh: `要买货车吗 | 要驾照吗 | 送货车谁出 | 电动车 | 来店里是坐车还是开车 | 油费谁付 | 要自己有车吗 | 送货用什么车`,
  },
  brand: {
    en: `what brand of computer | which model | what kind of screws | serial number | supplier's name | who makes the air conditioner | what make is the till | which printer do you recommend | what phone do inspectors carry`,
    zh: `哪个牌子的电脑 | 什么型号 | 用的什么牌子 | 厂家叫什么 | 什么品牌的空调 | 收银机是哪个牌子 | 打印机用什么牌 | 空调买哪种 | 灯是哪家做的`,
  },
  sports: {
    en: `football results | do you sponsor a team`,
    zh: `球赛谁赢了 | 赞助球队吗 | 世界杯 | 昨晚比赛结果 | 跑步 | 打篮球`,
  },
  'finance-news': {
    en: `exchange rate | price of gold | which stock should i buy | interest rates | lottery numbers | house prices | should i buy shares of apple | mortgage rates | price of oil | is bitcoin going up`,
    zh: `汇率多少 | 金价 | 买什么股票好 | 彩票 | 房价会跌吗 | 现在可以买什么股票 | 美元兑人民币 | 房贷利率 | 基金跌了`,
  },
  'home-work': {
    en: `can i run it from home | is remote work possible | do you have an office for franchisees`,
    zh: `可以在家做吗 | 不用开店能做吗 | 居家办公`,
  },
  divorce: {
    en: `we divorce, who gets the shop | my partner dies | inheritance tax`,
    zh: `离婚了店归谁 | 配偶过世`,
  },
  penalty: {
    en: `am i fined if my display is wrong | how high are fines | what do you charge for breaking a rule`,
    zh: `摆得不合要求会不会罚款 | 罚多少钱 | 违规扣钱吗 | 迟交会罚吗`,
  },
};
