/** Whether running text says that someone was hurt, or that nobody was. */
import { fold, SCANNED_LENGTH } from './fold.ts';

const UNHURT =
  /(?:没有?|无|未|冇|并没有?)(?:任何)?(?:人|人员|顾客|客人|大碍)?(?:员)?(?:受伤|伤亡|伤到|流血|大碍|事)|人(?:都|也)?没(?:事|受伤)|\b(?:nobody|no one|no-one|none)(?: \w+){0,3} (?:hurt|injured|cut)|\b(?:not|wasn't|weren't|isn't|aren't) (?:\w+ )?(?:hurt|injured|bleeding)\b|\bno (?:injur(?:y|ies)|blood)\b|\bunhurt\b/g;
const HURT =
  /(?:割|划|刺|扎|烫|砸|摔|碰|撞|弄|擦|戳|压|咬|整|捽)(?:到|了|破|断|亲|伤|穿)*(?:了)?(?:个|一个|我|他|她|小孩|孩子|顾客|客人)?(?:的)?(?:手|脚|脸|腿|头|膝|眼|额|胳膊|腰|背)|(?:割|划|刺|扎|烫|砸|摔|撞|碰|弄|擦|刮|压)伤|受(?:了)?(?:轻|重)?伤|流(?:了)?(?:很多|好多)?血|出血|骨折|晕倒|昏倒|昏迷|送(?:去|到|往)?(?:了)?医|救护车|急救|急诊|\b(?:hurt|injured|injury|injuries|bleeding|blood|wounded|unconscious|fainted|ambulance|concussion)\b|\b(?:cut|burn(?:ed|t)?|broke|sprained|twisted|banged|hit) (?:her|his|my|their|a|the) (?:hand|finger|foot|leg|arm|head|knee|face|ankle|wrist|eye|toe)/;

/** Undefined: it says nothing of it. */
export function recogniseInjury(text: string): 'yes' | 'no' | undefined {
  const words = fold(text.slice(0, SCANNED_LENGTH));
  const rest = words.replace(UNHURT, ' ');
  if (HURT.test(rest)) return 'yes';
  return rest === words ? undefined : 'no';
}
