/**
 * A franchise store (门店). In code it is an outlet, because `store` is the name of the persistence layer.
 */
export interface Outlet {
  id: string;
  /** Headquarters' code, unique without regard to case, such as `BJ001`. */
  code: string;
  name: string;
  /** Other names that people write: English name, old name, short name. */
  aliases: string[];
  region: string;
  /** IANA time zone of the outlet's clock. */
  zone: string;
}
