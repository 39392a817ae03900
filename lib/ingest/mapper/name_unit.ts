/** The unit that a column's name spells out: `net_in (KB/s)`, `mem_used_mb`, `rx_bytes_per_sec`. */

/** Rates, read on the raw name, where case tells bits from bytes. */
const RATES: readonly (readonly [RegExp, string])[] = [
  [/GBps/, "GB/s"],
  [/MBps/, "MB/s"],
  [/[kK]Bps/, "KB/s"],
  [/gbps|gbit|gigabit/i, "Gbps"],
  [/Gb\/s/, "Gbps"],
  [/Mb\/s/, "Mbps"],
  [/[gG]i[bB]\/s/, "GiB/s"],
  [/[mM]i[bB]\/s/, "MiB/s"],
  [/[kK]i[bB]\/s/, "KiB/s"],
  [/GB\/s|gb_per_s/, "GB/s"],
  [/MB\/s|mb_per_s/, "MB/s"],
  [/[kK]B\/s|kb_per_s/, "KB/s"],
  [/mbps|mbit|megabit/i, "Mbps"],
  [/kbps|kbit|kilobit/i, "kbps"],
  [/((^|[^a-z])g-?|giga)bytes?[a-z_ ]*(per[_ ]?s|\/s|_s$)/i, "GB/s"],
  [/((^|[^a-z])m-?|mega)bytes?[a-z_ ]*(per[_ ]?s|\/s|_s$)/i, "MB/s"],
  [/((^|[^a-z]|rx|tx)k-?|kilo)bytes?[a-z_ ]*(per[_ ]?s|\/s|_s$)/i, "KB/s"],
  [/bytes?[a-z_ ]*(per[_ ]?s(ec(ond)?)?|\/s(ec)?|_s$)/i, "B/s"],
  [/(^|[^A-Za-z])B\/s/, "B/s"],
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
  kbytes: "KB",
  kilobytes: "KB",
  kib: "KiB",
  mb: "MB",
  mbytes: "MB",
  megabytes: "MB",
  mib: "MiB",
  gb: "GB",
  gbytes: "GB",
  gigabytes: "GB",
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
