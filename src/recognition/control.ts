/**
 * Words of control typed instead of pressed: "back", 跳过, 轉人工. Only a message that is nothing else counts, so that
 * 请把钱返回给我 stays content.
 */
import { fold } from './fold.ts';

export type Control = 'back' | 'skip' | 'cancel' | 'repeat' | 'yes' | 'no' | 'review' | 'help' | 'person' | 'pause';

/** Folded, without spaces. Particles and politeness are dropped before the look-up, so only bare words stand here. */
const WORDS: Readonly<Record<Control, string>> = {
  back:
    '返回 上一步 返回上一步 回上一步 后退 回退 退回 上一题 上一个 回去 返回上一题 ' +
    '回到上一步 上一页 ' +
    'back goback previous stepback previousquestion prev undo',
  skip:
    '跳过 略过 跳过这题 跳过这个 跳过这一步 跳过此题 下一题 下一步 先跳过 不填 不想填 ' +
    '说完了 讲完了 说过了 前面说过了 前面已经说过了 前面说完了 前面都说了 都说了 就这些 没别的了 ' +
    'nothingelse nothingmore thatsall thatisall ' +
    'skip skipit skipthis pass next skipthisone skipthisquestion',
  cancel:
    '取消 取消投诉 不投诉 不投诉了 不报 不报了 退出 结束 放弃 停止 算 算了 不填了 ' +
    '不用了 不弄了 ' +
    'cancel cancelit quit exit stop abort nevermind forgetit cancelthis',
  pause:
    '暂停 先暂停 暂停填写 稍后 稍后填 稍后再填 稍后继续 稍后再说 晚点 晚点再填 晚点再说 晚些再填 等会 等会再填 等会儿 等会儿再填 ' +
    '等一下再填 待会 待会再填 待会儿再填 迟点 迟点再填 回头再填 回头再说 改天再填 下次再填 以后再填 有空再填 先放着 先不填 ' +
    'pause later notnow dolater doitlater finishlater illfinishlater continuelater saveforlater pauseit putitaside',
  repeat:
    '重复 再说一遍 再说一次 再问一遍 再问一次 重新说 重说 没看懂 没听懂 什么 什么意思 ' +
    '再来一遍 重复一遍 再讲一遍 ' +
    'repeat again sayagain sayitagain repeatthat repeatthequestion what pardon comeagain',
  yes:
    '是 是的 对 对的 好 好的 可以 行 没错 确认 确定 嗯 嗯嗯 恩 要 同意 提交 ' +
    '没问题 正确 系 当然 发送 发出 送出 ' +
    'yes y yeah yep yup ok okay k sure correct right confirm agree submit yesplease fine thatsright send sendit',
  no:
    '不 不是 不对 否 没有 不要 不行 不可以 错 错了 不正确 不同意 唔系 不好 不确认 ' +
    '不用 没 ' +
    'no n nope nah wrong incorrect notcorrect notright nothanks nothankyou',
  review:
    '检查 查看 预览 核对 看一下 回顾 总结 确认信息 看看 查看填写 检查一遍 修改 ' +
    'review summary preview check showanswers showmyanswers overview',
  help:
    '帮助 帮忙 怎么用 求助 说明 使用说明 怎么填 怎么办 救命 菜单 功能 ' +
    'help helpme howto instructions menu usage whatcanyoudo',
  person:
    '人工 转人工 人工客服 转人工客服 找人工 真人 客服 转客服 找客服 找真人 接人工 ' +
    '找人工客服 找人工服务 转人工服务 转接人工 转接人工客服 接人工客服 要人工客服 叫人工 有人工吗 有人工客服吗 ' +
    '找个人工 跟真人说 跟真人聊 和真人说 找真人客服 转真人 转真人客服 找客服人员 联系客服 联系人工 联系人工客服 ' +
    '人工服务 我要人工 要人工 我要找人工 我要找客服 我要转人工 真人客服 活人 ' +
    'human agent person operator representative realperson talktoahuman talktoaperson talktoagent ' +
    'talktoarealperson speaktoaperson speaktoarealperson chatwithahuman chatwithaperson chatwithanagent ahuman aperson ' +
    'realhuman arealperson arealhuman humanplease customersupport speaktoarepresentative talktoarepresentative ' +
    'talktoanagent talktosomeone liveagent humanagent speaktoahuman speaktoanagent speaktosomeone ' +
    'customerservice support',
};

const CONTROLS: ReadonlyMap<string, Control> = new Map(
  (Object.keys(WORDS) as Control[]).flatMap((control) =>
    WORDS[control].split(' ').map((word) => [word, control] as const),
  ),
);

const LONGEST = 40;
/** Punctuation, emoji and their joiners and skin tones, variation selectors, white space; and a leading slash of a command. */
const NOISE = /[\p{P}\p{S}\p{Emoji_Modifier}\p{Cf}\p{M}\s]/gu;
const ASKS = /[?？]/;
const BEFORE =
  /^(?:请问?|麻烦你?|拜托|帮我|给我|我想|我要|想要?|那就?|please|pls|plz|canyou|cani|couldi|mayi|letme|ineedto|ineed|iwantto|iwant|iwouldliketo|idliketo)+/;
const AFTER = /(?:吧|了|啊|呀|啦|哦|喔|噢|哈|嘛|哎|呗|咯|的|一下|谢谢你?|多谢|thanks|thankyou|please|pls|plz|now)+$/;

/**
 * What a message asks the form to do, or `undefined` when it says anything besides.
 *
 * ```ts
 * readControl('跳過吧～🙏'); // 'skip'
 * readControl('No, thanks!'); // 'no'
 * readControl('请把钱返回给我'); // undefined
 * ```
 */
export function readControl(text: string): Control | undefined {
  if (text.length > LONGEST) return undefined;
  const words = fold(text).replace(NOISE, '');
  // The whole message first, as 不填了 (cancel) is not 不填 (skip); then without particles, then without politeness too.
  const candidates = [
    words,
    words.replace(AFTER, ''),
    words.replace(BEFORE, ''),
    words.replace(BEFORE, '').replace(AFTER, ''),
  ];
  for (const candidate of candidates) {
    const control = CONTROLS.get(candidate);
    // "ok?" and 可以吗？ ask; they do not agree.
    if ((control === 'yes' || control === 'no') && ASKS.test(text)) return undefined;
    if (control !== undefined) return control;
  }
  return undefined;
}

/** What people put around the name of the thing that they want changed. */
const AROUND_A_NAME =
  /修改|更改|改成|改为|改一下|改改|改|换|重填|不对|错了|写错|填错|有误|不是|我的|我要|我想|请|一下|的|了|\b(?:change|edit|correct|fix|update|is|was|are|wrong|the|my|please|i|want|to|that|answer|for|of)\b/g;

/** `修改门店` → `门店`, `change the store` → `store`: folded, empty when nothing is named. */
export function namedForChange(text: string): string {
  return fold(text)
    .replace(AROUND_A_NAME, ' ')
    .replace(/[\p{P}\p{S}]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}
