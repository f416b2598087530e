/** How people ask about goods: where they come from, how they arrive, what becomes of them. See `phrasings.ts`. */
import type { Phrasings } from './phrasings.ts';

export const GOODS: Phrasings = {
  'first-goods': {
    en: `who decides the opening stock | how much is the first order | can i choose the first goods | initial inventory | may i refuse items in the first delivery | value of the starting stock | what is on the shelves at the opening | do i have a say in what i start with | first consignment | assortment for the opening | do i pick what stands on the shelves on day one | can i strike things off your first list | how much stock for the start | opening order value | opening stock is put together by our team | items may be struck off the list`,
    zh: `首批货多少钱 | 第一批货谁定 | 开业的货可以自己选吗 | 首次进货要多少 | 铺货清单能改吗 | 不想要的货可以不要吗 | 开店备货 | 刚开店进多少货 | 头一批拿什么货 | 首单金额 | 一开始店里摆什么货 | 开店时架上的货谁决定 | 第一次进货能自己挑吗 | 清单上不喜欢的能划掉吗 | 开张要多少货 | 头批货大概几万 | 首批货由配货组拟定 | 可划掉部分商品 | 开业首批原料`,
  },
  'exchange-goods': {
    en: `can i return unsold goods | what if things don't sell | exchange slow sellers | who carries the stock risk | do you take goods back | leftovers at the end of the season | am i stuck with what i can't shift | swap items for others | how long can i give goods back | at what value are goods exchanged | dead stock | nobody wants this product, what now | zero risk promise, is it true | sitting on goods | who pays for the way back | nobody buys my vases, can they go back | what if i misjudge and order far too much | will you have it back and for how much | unopened cartons after half a year | does the season matter for returns | left with a pile of stuff | three months later, what is it worth | unsold goods can be exchanged within three months | waste and returns | expired ingredients are your loss | unopened goods may be returned`,
    zh: `卖不掉的货能退吗 | 滞销怎么办 | 可以换货吗 | 压货的风险谁承担 | 剩下的货总部收回吗 | 换货按什么价算 | 多久之内可以换 | 过季的货怎么处理 | 退货有什么条件 | 货不好卖能调换吗 | 真的零库存风险吗 | 进多了能退回去吗 | 砸在手里怎么办 | 没人买的东西 | 退换货运费谁出 | 没拆封可以退吗 | 货放了三个月还能换吗 | 没卖出去的你们收不收 | 换的时候打几折 | 订多了怎么办 | 剩一堆货怎么处理 | 拆了的可以换吗 | 退回去运费算谁的 | 半年没动的货 | 不好卖的款式 | 报废与退货 | 未拆封三十天内可退 | 过期由门店自行负责 | 滞销品三个月内可换 | 原料过期了怎么办`,
  },
  freight: {
    en: `who pays for shipping | free delivery from what amount | freight costs | is transport included | delivery charge | packing costs | small orders cost extra | postage on my orders | minimum for free shipping | cost of getting goods to my store | who settles the carrier's bill | at what order size is transport free | are the boxes charged | do i pay for the lorry | freight is paid by headquarters above an order value`,
    zh: `运费谁出 | 多少钱包邮 | 物流费怎么算 | 进货要付运费吗 | 满多少免运费 | 送货收费吗 | 打包费 | 小单要自己付运费吗 | 货运费用 | 货车钱谁出 | 要买多少才不用运费 | 寄货过来的钱谁付 | 叫一点点货要不要自己出运费 | 订单满若干元总部承担运费`,
  },
  delivery: {
    en: `how long does delivery take | when do goods arrive after ordering | how often do you deliver | remote areas | which carrier | speed of supply | goods late, what then | how many days until my order is there | where do goods ship from | logistics | i order on monday, when is it here | how fast is resupply | how long must customers wait when i run out | do you deliver to islands | goods are delivered in two to five days | deliveries twice a week by cold chain`,
    zh: `发货多久到 | 下单几天能收到 | 偏远地区送吗 | 用什么物流 | 多久送一次货 | 送货慢怎么办 | 从哪里发货 | 物流几天 | 货到得快吗 | 配送时间 | 晚到了怎么办 | 周一下单什么时候到 | 补货快不快 | 要等几天货才来 | 几天到店 | 二至五天送达 | 每周配送两次 | 冷链配送`,
  },
  damaged: {
    en: `goods arrive broken | something is missing from the delivery | who pays for transport damage | wrong items delivered | how do i report damage | carton short | do i have to send broken things back | deadline for claims | compensation for faulty deliveries | cracked on arrival | half of it was smashed | the box was wet | half the plates are in pieces when i open the box | count doesn't match the note | whom do i tell about broken goods and how fast | do i get credit for what is missing | report damage with photos within three days | credited with the next order`,
    zh: `货到了是坏的怎么办 | 少货了谁负责 | 运输损坏谁赔 | 发错货 | 破损怎么报 | 收到的箱子少了东西 | 坏的要寄回去吗 | 几天内要反映 | 碎了能赔吗 | 验收发现问题 | 开箱有裂痕 | 漏发怎么处理 | 到货有瑕疵 | 开箱碎了一半 | 数量跟单子对不上 | 收到坏的要几天内讲 | 缺的东西怎么补给我 | 坏掉的要拍照吗 | 验货有问题怎么赔 | 裂了能退钱吗 | 三天内附照片申报 | 下次订单抵扣`,
  },
  maker: {
    en: `where are the goods made | who manufactures the products | do you have a factory | country of origin | how do you check your suppliers | quality control | is it imported | who are your suppliers | central warehouse | where does your stuff come from | own production or bought in | how is supply organised | source of the products | whose factory makes it | is it all bought in from abroad | do you inspect the makers | which warehouse supplies me | are you the producer or just a dealer | how are goods supplied and from where | source of supply | ingredients come from our depot | part of the range is made in our own factory | central kitchen | audited suppliers`,
    zh: `货是哪里生产的 | 有自己的工厂吗 | 供应商是谁 | 产地在哪 | 品质怎么控制 | 货从哪个仓库来 | 代工还是自产 | 进口的还是国产 | 东西是谁做的 | 厂家审核吗 | 货源稳定吗 | 供应链 | 怎么供货 | 你们自己做的还是外面买的 | 谁家工厂做的 | 货从哪个仓发出来 | 工厂有没有查核 | 东西从哪里来的 | 货品怎样供应 | 货源和配送方式是什么 | 商品如何供应 | 原料由中央厨房供应 | 部分产品由自有工厂生产 | 合作厂商每年审核 | 原料从哪里进`,
  },
  'buy-elsewhere': {
    en: `must i buy everything from you | can i buy from other suppliers | sell other brands in my shop | may i add local products | own goods beside yours | free to choose suppliers | purchase obligation | what share may come from outside | sell my aunt's handmade things | exclusive purchasing | am i allowed to carry something you don't have | could i stock something from a friend | may i put local crafts on the shelves | are my purchases limited to you | is a part of the range mine to choose | can i stock candles from a local workshop | milk and fruit are bought locally | up to ten percent may come from other suppliers | core products only from us`,
    zh: `必须从总部进货吗 | 可以卖别的牌子吗 | 能不能自己找货 | 外面进货可以吗 | 可以搭着卖点别的东西吗 | 只能卖你们的货吗 | 自己采购的比例 | 本地特产能放店里卖吗 | 别家更便宜可以从别家拿吗 | 朋友做的东西能不能摆 | 强制进货 | 其他供应商 | 能混着卖吗 | 外采 | 朋友做的蜡烛能在店里卖吗 | 店里可以摆别家的东西吗 | 一定都要跟你们叫货吗 | 可以自己再进点别的吗 | 多少比例能自己找 | 只准卖你们的吗 | 牛奶水果可在当地采购 | 百分之十以内可外购 | 核心原料须向总部采购 | 能不能自己在本地买原料`,
  },
  'product-range': {
    en: `how many products do you have | how often are there new products | what do you sell | range and assortment | exclusive products | new collections | bestsellers | can i choose which products i carry | menu changes | we launch four seasonal drinks a year | every unit has to offer new items | new recipes`,
    zh: `有多少种产品 | 多久上新 | 卖哪些东西 | 产品线 | 新品多不多 | 哪些产品卖得好 | 可以只卖一部分产品吗 | 品类有哪些 | 菜单更新 | 每季推出新品 | 新品必须上架 | 多久上一次新品`,
  },
  quality: {
    en: `quality standards | who checks the quality | hygiene rules | recall of a product | product safety | who is liable if a product hurts someone | food safety | expiry dates | food safety certificate | shelf life and cleaning | hygiene standard`,
    zh: `质量有保证吗 | 质量出问题谁负责 | 卫生要求 | 产品召回怎么办 | 产品伤了人谁赔 | 食品安全 | 过期怎么处理 | 品控标准 | 食品安全标准 | 效期管理 | 清洁消毒`,
  },
  warranty: {
    en: `who handles customer returns | guarantee for customers | what if a product breaks after purchase | who pays for repairs | warranty period | customer wants money back | after-sales service | how fast must i answer complaints | faulty products | exchange for customers | a buyer brings something back | customer service | complaints of customers | refund policy | the buyer doesn't like it and wants to return it, how many days | sofa falls apart after a year | who bears the cost of a repair | customers shout at me, what are their rights | i have to answer how fast | customers may return goods within seven days | warranty of three years | headquarters bears repair`,
    zh: `顾客退货谁承担 | 保修多久 | 坏了谁来修 | 客人要退钱怎么办 | 售后谁负责 | 质量问题能换吗 | 客诉怎么处理 | 维修费谁出 | 保固几年 | 买回去坏了怎么办 | 七天能退吗 | 顾客投诉多久要回复 | 客人不满意 | 售后服务 | 东西有毛病找谁 | 客人买了不喜欢想退几天内 | 用一年坏了谁赔 | 顾客拿回来修谁付钱 | 客人要换货怎么处理 | 保几年 | 人家来退东西损失算谁的 | 多久内要回复客人 | 顾客七天内可退货 | 家具保修三年 | 维修由总部承担`,
  },
  online: {
    en: `do you sell online | does your web shop compete with me | online orders in my area | do i get a share of internet sales | may i sell online myself | can i open my own online store | customers buying on the website | deliver internet orders | e-commerce | livestream sales | marketplaces | prices on the internet cheaper than mine | commission on web orders | who gets the money when my neighbour buys on your site | somebody orders on the web and lives near my shop, do i see any of that money | your website takes my customers | can i sell on a marketplace | who delivers the web orders here | am i paid for internet sales in my town | orders through delivery apps belong to the nearest store | the app commission is yours | a share of the online orders in your area`,
    zh: `总部有网店吗 | 网上卖会抢我生意吗 | 线上订单怎么分 | 我区域的网单归谁 | 我可以自己开网店吗 | 能在淘宝卖吗 | 网上价格比店里便宜吗 | 线上销售分成 | 直播卖货可以吗 | 外卖平台 | 电商跟门店冲突怎么办 | 客人在官网下单我有钱拿吗 | 网店同价吗 | 附近的人在网上买算谁的 | 我附近的人在网上买我有份吗 | 网上的单子分我多少 | 总部的网店跟我抢客人 | 我能自己直播卖吗 | 送网单有没有钱 | 网路订单怎么算 | 官网价更低怎么办 | 外卖订单归最近门店 | 平台佣金由门店承担 | 线上订单按区域分成 | 外卖平台抽佣`,
  },
};
