/** What a file is that holds no table, and how its readings can be had all the same. */
import type { FileHead } from "./file_head.ts";

/** A kind of file that is not read. */
export interface OtherKind {
  readonly kind: string;
  readonly remedy: string;
}

const AS_CSV = "save it as CSV in UTF-8";
const UNPACK = "unpack it and give the files in it";
const WORKBOOK: OtherKind = { kind: "an Excel workbook", remedy: "save its sheet as CSV in UTF-8" };

/** Kinds by their first bytes. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], kind: OtherKind])[] = [
  // Parquet on disk is shown as CSV, so this is one that was packed once more.
  [[0x50, 0x41, 0x52, 0x31], { kind: "a Parquet file within a gz", remedy: "unpack it first" }],
  [[0xd0, 0xcf, 0x11, 0xe0], WORKBOOK],
  [[0x42, 0x5a, 0x68], { kind: "a bz2 file", remedy: UNPACK }],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], { kind: "an xz file", remedy: UNPACK }],
  [[0x28, 0xb5, 0x2f, 0xfd], { kind: "a zstd file", remedy: UNPACK }],
  [[0x37, 0x7a, 0xbc, 0xaf], { kind: "a 7z archive", remedy: UNPACK }],
  [[0x96, 0xd5], { kind: "a binary file of sysstat", remedy: "print it with sadf -d FILE -- -A" }],
];
/** Reports for people, by what only they write: without times, without dates, or about processes. */
const REPORTS: readonly (readonly [report: RegExp, kind: string])[] = [
  [/^procs -+memory-+/, "a report of vmstat"],
  [/^avg-cpu: +%user|^Device:? +(r\/s|tps) /m, "a report of iostat"],
  [/^Linux .*\n\s*\n[^\n]*\b(PID|TGID)\b[^\n]*\bCommand$/m, "a report of pidstat, on processes"],
  [/^top - \d\d:\d\d:\d\d up /, "a report of top"],
  [/^ +total +used +free +shared/, "a report of free"],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Where a tar archive says that it is one. */
const TAR_AT = 257;

/**
 * What a file is that holds no table, or `undefined` when it may well be one.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { otherKind } from "@lib/ingest/other_kind.ts";
 * const text = "PK\u0003\u0004 xl/workbook.xml", bytes = new TextEncoder().encode(text);
 * strictEqual(otherKind({ bytes, text })?.remedy, "save its sheet as CSV in UTF-8");
 * ```
 */
export function otherKind({ bytes, text }: Pick<FileHead, "bytes" | "text">): OtherKind | undefined {
  const startsWith = (signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte);
  const signed = SIGNATURES.find(([signature]) => startsWith(signature));
  if (signed) return signed[1];
  if (startsWith(ZIP)) {
    return /\[Content_Types\]\.xml|xl\//.test(text) ? WORKBOOK : { kind: "a zip archive", remedy: UNPACK };
  }
  if (text.startsWith("ustar", TAR_AT) && bytes.includes(0)) return { kind: "a tar archive", remedy: UNPACK };
  const start = text.slice(0, 64).trimStart();
  if (/^[[{]/.test(start)) return jsonKind(text);
  if (/^<(!doctype|html|\?xml)/i.test(start)) return { kind: "a web page or XML", remedy: AS_CSV };
  const report = REPORTS.find(([pattern]) => pattern.test(text));
  if (report) return { kind: report[1], remedy: "record with sar and give sadf -d FILE -- -A" };
  if (!text.includes("\n") && text.split("\r").length > 2) {
    return { kind: "lines that end as on old Macs (CR)", remedy: "save it with LF or CRLF at the end of its lines" };
  }
  return bytes.includes(0) ? { kind: "binary data", remedy: AS_CSV } : undefined;
}

function jsonKind(text: string): OtherKind {
  if (/"@context"/.test(text) && /ns\/csvw/.test(text)) {
    const table = text.match(/"url"\s*:\s*"([^"]*)"/)?.[1] ?? "a table";
    return { kind: `a description of ${table} (CSVW metadata) without readings`, remedy: "give the table itself" };
  }
  if (/"Metrics"\s*:\s*\[/.test(text) && /"MetricName"\s*:/.test(text)) {
    return {
      kind: "a list of CloudWatch metrics without their values",
      remedy: "fetch the values with aws cloudwatch get-metric-data",
    };
  }
  const keys = [...text.slice(0, 2000).matchAll(/"([^"\\]{1,40})"\s*:/g)].map(([, key]) => key);
  const few = [...new Set(keys)].slice(0, 4).join(", ");
  return {
    kind: `JSON of an unknown kind${few === "" ? "" : ` (${few})`}`,
    remedy: "give an answer of CloudWatch or Prometheus, sadf -j, or a CSV",
  };
}
