/** The unit that a column's name spells out: `net_in (KB/s)`, `mem_used_mb`, `rx_bytes_per_sec`. */

/** Rates, read on the raw name, where case tells bits from bytes. */
const RATES: readonly (readonly [RegExp, string])[] = [
  [/gbps|gbit/i, "Gbps"],
  [/MBps/, "MB/s"],
  [/mbps|mbit/i, "Mbps"],
  [/[gG]i[bB]\/s/, "GiB/s"],
  [/[mM]i[bB]\/s/, "MiB/s"],
  [/[kK]i[bB]\/s/, "KiB/s"],
  [/GB\/s|gigabytes?_?(per_?s|\/s)|gb_per_s/, "GB/s"],
  [/MB\/s|megabytes?_?(per_?s|\/s)|mb_per_s/, "MB/s"],
  [/[kK]B\/s|KBps|kilobytes?_?(per_?s|\/s)|kb_per_s/, "KB/s"],
  [/kbps|kbit/, "kbps"],
  [/bytes?[a-z_ ]*(per[_ ]?s(ec(ond)?)?|\/s(ec)?|_s$)|(^|[^a-z])b\/s/i, "B/s"],
  [/bits?[_ ]?(per[_ ]?s(ec(ond)?)?|\/s(ec)?|_s$)|(^|[^a-z])bps/i, "bps"],
];
/** Other units by a word of the name. */
const WORDS: Readonly<Record<string, string>> = {
  "%": "percent",
  percent: "percent",
  percentage: "percent",
  pct: "percent",
  ratio: "fraction",
  fraction: "fraction",
  byte: "bytes",
  bytes: "bytes",
  kb: "KB",
  kib: "KiB",
  mb: "MB",
  mib: "MiB",
  gb: "GB",
  gib: "GiB",
  tb: "TB",
  tib: "TiB",
  mhz: "MHz",
  ghz: "GHz",
  ms: "ms",
  millis: "ms",
  milliseconds: "ms",
  sec: "seconds",
  secs: "seconds",
  seconds: "seconds",
  latency: "seconds",
  count: "count",
  request: "count",
  requests: "count",
};

/** The rate in a name, or `undefined`. */
export function rateInName(name: string): string | undefined {
  return RATES.find(([pattern]) => pattern.test(name))?.[1];
}

/** Any unit in a name, or `undefined`; the last word that is one counts. */
export function unitInName(name: string): string | undefined {
  const rate = rateInName(name);
  if (rate) return rate;
  if (name.includes("%")) return "percent";
  const words = name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z]+/).toReversed();
  const word = words.find((candidate) => Object.hasOwn(WORDS, candidate));
  return word === undefined ? undefined : WORDS[word];
}
