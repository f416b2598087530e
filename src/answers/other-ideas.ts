/**
 * What people also ask a company about, and its policy texts seldom answer: when one of these is asked for and a text says nothing of it, the
 * text is no answer, however well the rest fits ("can I pay the franchise fee by card"). As in `trade-words.ts`.
 */
export const OTHER_IDEAS: Readonly<Record<string, string>> = {
  'pay-how':
    'bitcoin, crypto, paypal, alipay, wechat pay, credit card, debit card, by card, cash only, cheque, invoice, receipt, 支付宝, 微信支付, 刷卡, 信用卡, 现金支付, 比特币, 发票, 抬头, 收据, 转账, by cheque, by check, pay with, pay in cash, pay cash, bank transfer, wire, wire transfer, visa card, mastercard, amex, american express, unionpay, apple pay, google pay, stripe, card payment, card payments, contactless, currency, dollars, euros, pounds, usdt, invoices, receipts, 增值税, 开票, 电子发票, 统编, 对公, 汇款, 银联, 刷信用卡, 扫码, 花呗, 微信付, 支付宝付, 现金付, 付现, 美元, 美金, 外币, 行动支付, 数字货币, 电子支付, 收款码, line pay, 街口',
  bargain:
    'cheaper, negotiate the fee, waive, 便宜点, 便宜一点, 打个折, 打八折, 打九折, 减免, 砍价, 算便宜, 杀价, 免加盟费, haggle, friend discount, discount on the fee, special price for me, better deal, family discount, student discount, employee discount, lower the fee, 讲价, 议价, 优惠给我, 亲友价, 员工价, 学生优惠, 友情价, 能少点, 少一点, 算我便宜',
  rivals:
    'ikea, muji, nitori, competitor charge, 宜家, 无印良品, 宜得利, 名创优品, 居然之家, better than, compared to, compared with, versus, vs, other franchises, 比你们, 和别家比, 跟别家比, 比较好, 特力屋, 生活工场, 哪个品牌好',
  abroad:
    'abroad, overseas, foreign country, germany, france, canada, toronto, usa, america, london, uk, australia, japan, korea, vietnam, thailand, malaysia, singapore, brazil, india, europe, export, 海外, 国外, 外国, 越南, 泰国, 日本, 韩国, 美国, 加拿大, 澳洲, 德国, 马来西亚, 新加坡, 出口, country, countries, international, internationally, vancouver, new york, paris, spain, italy, russia, mexico, africa, dubai, philippines, indonesia, manila, bangkok, jakarta, kuala lumpur, tokyo, seoul, sydney, berlin, english-speaking, translated, translation, in spanish, in french, in german, in japanese, 出国, 国际, 欧洲, 非洲, 东南亚, 印尼, 菲律宾, 马来, 英国, 法国, 西班牙, 印度, 俄罗斯, 东京, 首尔, 曼谷, 外语, 英文版, 日文, 翻译',
  clothes:
    'uniform, uniforms, dress code, wear, t-shirt, 工服, 制服, 工作服, 穿什么, outfit, apron, aprons, clothing, shirt, shirts, shoes, dress, 围裙, 服装, 衣服, 鞋子, 名牌别针, 穿着, 着装',
  colour: 'colour, color, colours, 颜色, 什么色, paint, painted, wallpaper, wall colour, 油漆, 墙色, 配色, 色系, 壁纸',
  people:
    'founder, founded, ceo, boss, chairman, owner of the company, president, director, married, 老板是, 老板叫, 创始人, 董事长, 总经理, 总裁, 法人, founders, who founded, who started, head of the company, management team, managing director, who runs the company, who is the owner, owners of linxi, your boss, your name, ceo salary, employees at headquarters, people work at headquarters, women, men, age, old is, how old, gender, average age, 老板, 创办人, 负责人是, 谁创办, 谁创立, 总裁是, 高管, 管理层, 年纪, 年龄, 几岁, 多大年纪, 性别, 男的, 女的, 已婚, 结婚, 总部有多少, 总部多少人, 总部几个人, 公司有多少人, 公司多少人, 哪里人, 执行长',
  shares:
    'share price, stock exchange, stock market, ipo, listed, shareholders, 上市, 股票, 股价, 资本额, 注册资本, 市值, shares, shareholder, stock options, equity in the company, equity stake, stake in, own part of the company, public company, publicly traded, investors, investor relations, dividend, dividends, valuation, market value, revenue of the company, company revenue, 股份, 股东, 入股, 股权, 分红, 上市公司, 市值多少, 估值, 总营收, 母公司, 控股, 挂牌',
  jobs: 'vacancy, vacancies, apply for a job, job at headquarters, internship, work for you, part-time job, 应聘, 求职, 实习, 工读生, 兼职, 招不招, 职缺, 征才, job, jobs, career, careers, salary of, salaries at headquarters, hiring at headquarters, interview for a job, cv, resume, work at headquarters, join your team, pay your inspectors, pay your staff, earn at headquarters, 上班族, 简历, 面试, 总部招聘, 工作机会, 找工作, 入职, 应征, 履历, 督导的工资, 督导工资, 总部员工工资, 督导薪水, 总部薪水, 打工',
  dormitory:
    'dormitory, housing, accommodation for staff, 宿舍, 住宿安排, where do i sleep, lodging address, hotel, hotels, hostel, airbnb, which hotel, 旅店, 住哪里, 住哪个, 住宿的地方, 民宿, 哪家酒店',
  benefits:
    'health insurance, medical insurance, pension, sick leave, parental leave, maternity, holidays with pay, company car, 医疗保险, 社保, 五险一金, 健保, 劳保, 育婴假, 产假, 退休金, 公司车, 落户, medical bills, medical, healthcare, health care, social security, social insurance, annual leave, overtime, overtime pay, vacation days, dental, life insurance, maternity leave, retirement, parental, 社会保险, 公积金, 加班费, 加班, 年假, 工伤, 医保, 劳健保, 劳退, 特休, 病假, 陪产假, 保姆, 体检, 养老金, 养老保险, 产检, 团保',
  tax: 'tax, taxes, vat, income tax, accountant, 税, 交税, 报税, 纳税, 税务, 会计, tax-deductible, deductible, deduct, taxation, duty free, customs duty, gst, audit by the tax, depreciate, depreciation, bookkeeping, bookkeeper, 扣税, 缴税, 所得税, 营业税, 税率, 记账, 代账, 避税, 抵税, 税金, 税费, 营所税, 折旧, 报帐',
  licence:
    'business licence, business license, register a company, permit, permits, fire regulations, 营业执照, 注册公司, 登记, 工商, 许可证, 消防, licences, licenses, trade licence, sole trader, sole proprietor, limited company, legal form, llc, incorporate, incorporation, company registration, building permit, planning permission, health permit, 个体户, 个体工商, 法人公司, 有限公司注册, 消防验收, 消防检查, 办证, 证照, 营业登记, 公司登记, 环评, 食品证, 行号',
  visa: 'visa, work permit, residence permit, passport, 签证, 护照, 移民, 居留, immigration, immigrant, citizenship, green card, residency, 绿卡, 工作签, 居住证, 户口, 国籍, 入籍, 工作签证, 居留证',
  schools:
    'school, schools, children go to school, kindergarten, 上学, 学校, 幼儿园, 小孩, childcare, babysit, kids at work, bring my kids, bring my child, university, degree, student, students, 托儿, 带孩子, 学区, 大学生, 安亲, 学费',
  animals:
    'pet, pets, cat, cats, dog, dogs, 养猫, 养狗, 宠物, 猫, 狗, puppy, kitten, animal, animals, rabbit, hamster, bring my dog, 带狗, 带猫, 小狗, 小猫, 动物, 毛孩',
  'food-drink':
    'coffee, food, drinks, drink, snacks, restaurant, cafe, 咖啡, 饮料, 吃的, 餐饮, 奶茶, 小吃, 食品, lunch, dinner, breakfast, meal, meals, vegetarian, vegan food, tea, water dispenser, canteen, alcohol, wine, beer, cake, bakery, pizza, 午餐, 晚餐, 早餐, 吃饭, 餐厅, 素食, 便当, 茶水, 点心, 喝酒, 酒水, 饮水机, 吃素, 食堂, 餐点, 伙食',
  music: 'music, radio, 音乐, 放歌, playlist, song, songs, spotify, licensed music, 歌曲, 歌单, 播放, 背景音乐',
  parking:
    'parking, car park, 停车, 车位, park my car, park the car, where to park, garage, parking lot, parking space, charging station, 停车场, 停车位, 车库, 充电桩',
  wifi: 'wifi, wi-fi, password, internet access, 无线网, 密码, internet connection, broadband, network connection, hotspot, 网速, 宽带, 上网, 网络密码, 热点, 光纤',
  utilities:
    'electricity bill, water bill, power bill, energy costs, 电费, 水费, 煤气费, electricity, utility, utilities, gas bill, heating cost, heating bill, cleaning costs, garbage, waste disposal, 水电, 水电费, 燃气, 物业费, 垃圾, 清洁费, 瓦斯',
  'air-conditioner':
    'air conditioner, air conditioning, heating, 空调, 冷气, 暖气, ac unit, aircon, ventilation, fan, 通风, 风扇, 制冷, 新风',
  materials:
    'wood, vegan, organic, formaldehyde, certified, material, 木头, 木材, 甲醛, 材质, 环保, 检测报告, 认证, 实木, 布料, toxic, chemical, chemicals, sustainable, sustainability, eco-friendly, fabric, leather, bamboo, plastic, steel, safety test, safety tests, test report, lab test, certificate, certificates, iso, carbon, fsc, oak, pine, 环保等级, 质检, 质检报告, 检测, 有害, 皮革, 棉, 竹, 塑料, 橡木, 松木, 证书, 什么材料, 材料, 无毒, 检验报告, 碳',
  care: 'how to clean, take care of, mattress, recycling, 保养, 清洗, 怎么洗, 床垫, 回收旧, clean the, washing, wash, machine wash, stain, stains, polish, assemble, assembly, how to assemble, installation service, mattresses, pillow, sofa price, price of a sofa, how much is a sofa, how much is a lamp, sofa cost, product catalogue, catalogue, catalog, do you sell, 拆洗, 去污, 组装, 安装, 怎么装, 枕头, 床架, 一张床, 沙发多少, 沙发一张, 有没有卖, 卖不卖, 有卖, 目录, 型号, 尺寸定制, 定制, 订做, 客制, 这款, 多少钱一张, 一张卖多少, 一件卖多少, 窗帘',
  weather:
    'weather, temperature, rain, 天气, 下雨, 气温, sunny, snow, storm, typhoon, forecast for tomorrow, raining, climate, 台风, 下雪, 晴天, 气候, 放台风假, 天晴, 刮风, 冷不冷, 热不热',
  smalltalk:
    'joke, are you a robot, are you human, who are you, tell me a story, 机器人, 真人吗, 笑话, 你叫什么, 你是谁, hello, hi there, good morning, how are you, thank you, thanks, what is your name, are you real, are you a bot, chatbot, chatgpt, artificial intelligence, love you, sing a song, poem, story, movie, film, recipe, recipes, favourite, favorite, meaning of life, birthday, horoscope, 你好, 早安, 谢谢, 你是人, 人工智能, 唱歌, 讲故事, 电影, 菜谱, 食谱, 星座, 生日, 喜欢你, 爱你, 写诗, 一首诗, 推荐一部, 小说, 游戏, 天气怎么样, 几点了, 现在几点, 今天星期几, 陪我聊, 讲个',
  politics:
    'politics, political party, election, religion, 政党, 选举, 政治, 宗教, president of the united states, government, war, prime minister, minister, vote, church, god, 政府, 总统, 战争, 投票, 主席, 信仰, 上帝, 台独, 两岸',
  directions:
    'address of headquarters, how do i get to, nearest metro, hotel near, directions, 捷运, 地铁, 怎么去, 酒店, 饭店, 旅馆, 地址在哪, where is headquarters, headquarters located, located, address, bus, train station, airport, subway, how far is, map to, flight, flights, ticket, taxi, 公交, 地址是, 怎么走, 机场, 高铁, 火车, 公司地址, 总部地址, 打车, 几号线, 坐车, 在哪条路, 车票, 机票',
  'phone-number':
    'phone number, hotline, telephone number, email address, 电话几号, 电话多少, 客服电话, 邮箱, call you, email, e-mail, contact number, whatsapp, wechat id, telegram, fax, 微信号, 加微信, 热线, 邮件, 手机号, 传真, 加line, 客服',
  'social-media':
    'instagram, facebook, followers, twitter, linkedin, youtube, 粉丝, 关注者, 脸书, 小红书账号, influencer, influencers, hashtag, subscribers, tiktok account, social media account, 网红, 博主, 公众号, 视频号, 账号粉丝, 部落格, 团购主',
  app: 'mobile app, app for customers, smartphone app, 手机应用, 小程序, app, mobile application, ios, android, download, 下载, 安卓, 苹果手机, 手机app, 安装包',
  'gift-card':
    'gift card, gift cards, voucher, loyalty card, membership card, 礼品卡, 会员卡, 储值, 礼券, membership, memberships, loyalty, loyalty points, points, reward points, members, member card, coupon, coupons, stamp card, vip card, 会员, 会员制, 积分, 集点, 点数, 优惠券, 折价券, 储值卡, 购物卡, 消费券, 代金券, vip, 会员日, 集章',
  'home-work':
    'work from home, remote work, telework, 在家上班, 远程办公, 居家办公, remotely, home office, 远程, 在家工作, 线上办公',
  events:
    'trade fair, exhibition, conference, webinar, open day, 展会, 招商会, 说明会, 博览会, seminar for investors, meetup, fair, event in, info session, information evening, annual meeting, party for franchisees, company party, trip, 年会, 加盟展, 创业展, 沙龙, 分享会, 尾牙, 旅游, 员工旅游, 聚餐, 抽奖',
  'own-lawyer': 'recommend a lawyer, good lawyer, recommend an accountant, 推荐律师, 介绍律师',
  'house-bank':
    'house bank, which bank, bank account number, 开户行, 账号是多少, bank details, iban, swift, account with, which bank keeps, bank account, bank do you use, 哪家银行, 银行账户, 账户在哪, 银行帐号, 银行账号, 收款账户, 帐户, 汇到哪',
  divorce:
    'divorce, marriage, partner dies, inheritance, 离婚, 继承, 遗产, wedding, spouse, separated, dies, death, die, 丧偶, 结婚证, 过世, 去世, 身故',
  disability:
    'disabled access, wheelchair, accessibility, 无障碍, 轮椅, 残疾, disabled, handicapped, elderly customers, blind, deaf, 残障, 老人, 身心障碍, 身障',
  theft:
    'shoplifter, shoplifters, cctv, security camera, alarm, 小偷, 监控, 摄像头, 防盗, stolen, thief, thieves, robbery, surveillance, camera, cameras, security guard, guard, 监视器, 被偷, 偷东西, 保安, 报警, 抢劫, 警报, 摄影机, 保全',
  union:
    'trade union, works council, minimum wage, 工会, 最低工资, labour law, labor law, strike, working conditions, employment contract, fire an employee, fire someone, sack, dismiss, dismissal, 劳动合同, 劳动法, 辞退, 开除, 罢工, 劳基法, 资遣, 基本工资',
  sports:
    'football, soccer, basketball, match last night, olympics, world cup, tennis, marathon, team won, 足球, 篮球, 比赛, 世界杯, 奥运, 球赛, 健身, 跑步',
  'finance-news':
    'stock prices, bitcoin price, exchange rate, interest rates today, gold price, invest in stocks, lottery, 股市, 汇率, 金价, 彩票, 基金, 理财, 炒股, 房价, 买房, 乐透, 大盘',
  'rent-level':
    'average rent, typical rent, rent do stores pay, rent per month, how much rent, how much is the rent, rent cost, rent costs, 房租多少, 租金多少, 月租多少, 房租大概, 租金大概, 租金一般, 一个月房租, 店租多少, 租金行情, 店租大概',
  visitors:
    'footfall, how many customers, customers a day, customers per day, visitors per day, visitors a day, walk in, foot traffic, average basket, basket size, average ticket, conversion rate, bestseller, best seller, best selling, best-selling, top selling, 客流量, 来客数, 客单价, 人流量多少, 多少顾客, 多少客人, 几个客人, 转化率, 进店率, 客流, 来客, 爆款, 最畅销, 畅销, 卖得最好',
  'own-office':
    'your office, office hours, head office tour, office tour, accounting software, software at headquarters, sap, excel, printer, slack, your servers, data protection officer, gdpr, privacy policy, 办公室, 总部几楼, 总部上班, 总部大楼, 打印机, 个资, 隐私政策, 服务器, 办公软件, 总部用什么',
  awards:
    'award, awards, prize, prizes, certificate of, ranking, ranked, rating, ratings, reviews, famous, celebrity, charity, donate, donation, history of the company, when was the company founded, company history, 获奖, 奖项, 排名, 评分, 好评, 名人, 明星, 捐款, 公益, 公司历史, 成立多久, 成立于, 哪年成立, 何时成立, 创立, 慈善, 企业文化',
  vehicle:
    'car, van, truck, vehicle, drive, driving licence, bicycle, scooter, 汽车, 货车, 面包车, 驾照, 开车, 电动车, 摩托, 机车, 买车',
};
