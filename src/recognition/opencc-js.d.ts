/** OpenCC's Traditional → Simplified table, which opencc-js ships without types: `點 点|禮 礼|…`, first target only. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
