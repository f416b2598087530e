/** Whom to call when someone is hurt or something burns, by the zone of the store's clock. Data with its source; where nothing is known, no number is guessed. */

/**
 * The ambulance, or the one number for all emergencies, as the authority of each place names it:
 * - mainland China 120: 院前医疗急救管理办法 (国家卫生和计划生育委员会令第 3 号)
 * - Hong Kong 999: Hong Kong Police Force; Macao 999: Polícia de Segurança Pública; Taiwan 119: 內政部消防署
 * - European Union 112: Directive (EU) 2018/1972, article 109; United Kingdom 999: Ofcom
 * - United States 911: Wireless Communications and Public Safety Act of 1999; Canada 911: CRTC
 * - elsewhere: the national numbering plans that the ITU publishes (E.129)
 */
const BY_ZONE: Readonly<Record<string, string>> = {
  'Asia/Shanghai': '120',
  'Asia/Urumqi': '120',
  'Asia/Hong_Kong': '999',
  'Asia/Macau': '999',
  'Asia/Taipei': '119',
  'Asia/Tokyo': '119',
  'Asia/Seoul': '119',
  'Asia/Singapore': '995',
  'Asia/Kuala_Lumpur': '999',
  'Asia/Bangkok': '1669',
  'Australia/Sydney': '000',
  'Australia/Melbourne': '000',
  'Australia/Brisbane': '000',
  'Australia/Perth': '000',
  'Australia/Adelaide': '000',
  'Pacific/Auckland': '111',
  'America/New_York': '911',
  'America/Chicago': '911',
  'America/Denver': '911',
  'America/Phoenix': '911',
  'America/Los_Angeles': '911',
  'America/Toronto': '911',
  'America/Vancouver': '911',
  'Pacific/Honolulu': '911',
  'Europe/London': '999',
  'Europe/Berlin': '112',
  'Europe/Dublin': '112',
  'Europe/Madrid': '112',
  'Europe/Paris': '112',
  'Europe/Rome': '112',
  'Europe/Amsterdam': '112',
  'Europe/Brussels': '112',
  'Europe/Vienna': '112',
  'Europe/Warsaw': '112',
  'Europe/Lisbon': '112',
  'Europe/Stockholm': '112',
};

/** Where the fire brigade has a number of its own; same sources, in mainland China 119: 电信网编号计划 (工业和信息化部). */
const FIRE_BY_ZONE: Readonly<Record<string, string>> = {
  'Asia/Shanghai': '119',
  'Asia/Urumqi': '119',
  'Asia/Bangkok': '199',
};

/** Undefined: not known there. */
export const fireNumber = (zone: string): string | undefined => FIRE_BY_ZONE[zone] ?? BY_ZONE[zone];

/** Undefined: not known there. */
export const emergencyNumber = (zone: string): string | undefined => BY_ZONE[zone];
