/**
 * Which Chinese characters sound alike, since people who type by sound take the wrong one of them (和同 for 合同). By the order of sounds that the
 * runtime's own collation has: between two of these characters all are read the same, tones aside. Pure.
 */

const FIRST_OF_SOUND =
  '阿哎安肮凹八挀扳邦勹陂奔伻屄边灬憋汃冫癶峬嚓偲参仓撡冊嵾曽叉芆辿伥抄车抻阷吃充抽出欻揣巛刅吹旾逴呲匆凑粗汆崔邨搓咑呆丹当刀嘚扥灯氐嗲甸刁爹丁丟东吺厾耑襨吨多妸诶奀鞥儿发帆匚飞分丰覅仏紑伕旮侅甘冈皋戈给根刯工勾估瓜乖关光归' +
  '丨呙哈咍佄夯茠诃黒拫亨噷叿齁乯花怀犿巟灰昏吙丌加戋江艽阶巾坕冂丩凥姢噘军咔开刊忼尻匼肎劥空抠扝夸蒯宽匡亏坤扩垃来兰啷捞肋勒崚刕俩奁良撩列拎刢溜囖龙瞜噜娈畧抡罗呣妈埋嫚牤猫么呅门甿咪宀喵乜民名谬摸哞毪嗯拏腉囡囔孬疒娞恁能妮' +
  '拈嬢鸟捏囜宁妞农羺奴奻疟黁郍喔讴妑拍眅乓抛呸喷匉丕囨剽氕姘乒钋剖仆七掐千呛悄癿亲狅芎丘区峑缺夋呥穣娆惹人扔日茸厹邚挼堧婑瞤捼仨毢三桒掻閪森僧杀筛山伤弰奢申升尸収书刷衰闩双谁吮说厶忪捜苏狻夊孙唆他囼坍汤夲忑熥剔天旫帖厅囲偷' +
  '凸湍推吞乇穵歪弯尣危昷翁挝乌夕虲仚乡灱些心星凶休吁吅削坃丫恹央幺倻一囙应哟佣优扜囦曰晕帀災兂匨傮则贼怎増扎捚沾张佋蜇贞争之中州朱抓拽专妆隹宒卓乲宗邹租钻厜尊昨';

const bySound = new Intl.Collator('zh-u-co-pinyin');
/** In the order of this runtime, whose collation may differ in a few. */
const firsts = [...FIRST_OF_SOUND].sort(bySound.compare);
const known = new Map<string, number>();

/** The same number for characters that sound alike; of one that is read in several ways, the commonest. */
export function soundOf(character: string): number {
  const before = known.get(character);
  if (before !== undefined) return before;
  let [from, to] = [0, firsts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (bySound.compare(firsts[middle] ?? '', character) <= 0) from = middle + 1;
    else to = middle;
  }
  known.set(character, from);
  return from;
}

/** Of a pair of characters. */
export const soundsOf = (pair: string): string => [...pair].map(soundOf).join(' ');
