/** What a time zone is called when a time is said back to someone: by its city, as people know it. Pure; nothing is asked of the host. */
import type { Language } from './person.ts';

/** The cities of those we are likely to serve; elsewhere the zone's own name stands, in Latin letters. */
const CITIES: Readonly<Record<string, readonly [hans: string, hant: string]>> = {
  'Asia/Shanghai': ['上海', '上海'],
  'Asia/Urumqi': ['乌鲁木齐', '烏魯木齊'],
  'Asia/Hong_Kong': ['香港', '香港'],
  'Asia/Macau': ['澳门', '澳門'],
  'Asia/Taipei': ['台北', '台北'],
  'Asia/Singapore': ['新加坡', '新加坡'],
  'Asia/Kuala_Lumpur': ['吉隆坡', '吉隆坡'],
  'Asia/Bangkok': ['曼谷', '曼谷'],
  'Asia/Jakarta': ['雅加达', '雅加達'],
  'Asia/Ho_Chi_Minh': ['胡志明市', '胡志明市'],
  'Asia/Kolkata': ['加尔各答', '加爾各答'],
  'Asia/Manila': ['马尼拉', '馬尼拉'],
  'Asia/Tokyo': ['东京', '東京'],
  'Asia/Seoul': ['首尔', '首爾'],
  'Asia/Dubai': ['迪拜', '杜拜'],
  'Europe/London': ['伦敦', '倫敦'],
  'Europe/Paris': ['巴黎', '巴黎'],
  'Europe/Berlin': ['柏林', '柏林'],
  'Europe/Madrid': ['马德里', '馬德里'],
  'Europe/Rome': ['罗马', '羅馬'],
  'America/New_York': ['纽约', '紐約'],
  'America/Chicago': ['芝加哥', '芝加哥'],
  'America/Denver': ['丹佛', '丹佛'],
  'America/Los_Angeles': ['洛杉矶', '洛杉磯'],
  'America/Toronto': ['多伦多', '多倫多'],
  'America/Vancouver': ['温哥华', '溫哥華'],
  'Australia/Sydney': ['悉尼', '悉尼'],
  'Australia/Melbourne': ['墨尔本', '墨爾本'],
  'Australia/Brisbane': ['布里斯班', '布里斯本'],
  'Australia/Perth': ['珀斯', '珀斯'],
  'Pacific/Auckland': ['奥克兰', '奧克蘭'],
};

export const KNOWN_ZONES: readonly string[] = Object.keys(CITIES);

/** "Shanghai time", 上海时间, 上海時間. */
export function zoneName(language: Language, zone: string): string {
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  if (language === 'en') return `${city} time`;
  const [hans, hant] = CITIES[zone] ?? [`${city} `, `${city} `];
  return language === 'zh-Hans' ? `${hans}时间` : `${hant}時間`;
}
