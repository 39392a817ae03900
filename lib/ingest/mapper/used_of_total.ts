/** Two columns that make a percentage: what is used of what there is, `mem_used_mb` of `mem_total_mb`. */
import type { CsvDialect } from "../text/csv_rows.ts";
import type { FactField } from "../open_file.ts";
import { firstNumbers, isNumeric, type NamedColumn } from "./named_columns.ts";
import { plainName } from "./metric_guess.ts";
import { unitInName } from "./name_unit.ts";
import { ratioOfUnits } from "./units.ts";

/** A percentage of two columns. */
export interface UsedOfTotal {
  readonly metric: "cpu_pct" | "mem_pct" | "disk_pct";
  readonly used: NamedColumn;
  readonly total: NamedColumn;
  /** From used ÷ total to percent. */
  readonly factor: number;
  /** Unit of used ÷ total, for example `fraction` or `MB/GB`. */
  readonly unit: string;
  /** Inventory that the total tells, with the factor to its unit. */
  readonly fact?: { readonly field: FactField; readonly factor: number };
}

const RESOURCES = [
  ["cpu_pct", /(^|_)cpus?(_|$)/],
  ["mem_pct", /(^|_)(mem|memory|ram)(_|$)/],
  ["disk_pct", /(^|_)(disk|disc|storage|filesystem|fs|volume)(_|$)/],
] as const;
const USED = /(^|_)(used|usage|use|consumed|active)(_|$)/;
const TOTAL = /(^|_)(total|capacity|provisioned|size|limit|max|allocated|assigned|installed)(_|$)/;
/** More is used than there is only now and then. */
const LARGEST_SHARE_ABOVE = 0.05;

/**
 * The percentages that pairs of columns make, one per resource.
 *
 * @param columns Columns that are nothing else; a resource that has a percentage already has no use for a pair.
 */
export function usedOfTotal(columns: readonly NamedColumn[], dialect: CsvDialect): UsedOfTotal[] {
  const amounts = columns.filter(isNumeric).map((column) => {
    const words = plainName(column.name.replaceAll(/[()[\]]/g, " "));
    return { column, words, unit: column.suffix ?? unitInName(column.name) ?? "unknown" };
  });
  return RESOURCES.flatMap(([metric, about]) => {
    const own = amounts.filter(({ words, unit }) => about.test(words) && unit !== "percent" && unit !== "fraction");
    const used = own.filter(({ words }) => USED.test(words) && !TOTAL.test(words));
    const total = own.filter(({ words }) => TOTAL.test(words));
    // Two of a kind would leave it open which belongs to which.
    if (used.length !== 1 || total.length !== 1) return [];
    const [part] = used, [whole] = total;
    const ratio = ratioOfUnits(part!.unit, whole!.unit);
    if (ratio === undefined || !isPart(part!.column, whole!.column, ratio, dialect)) return [];
    const quotient = ratio === 1 ? "fraction" : `${part!.unit}/${whole!.unit}`;
    const gib = metric === "mem_pct" ? ratioOfUnits(whole!.unit, "GiB") : undefined;
    const fact = gib === undefined ? {} : { fact: { field: "memoryGib" as const, factor: gib } };
    return [{ metric, used: part!.column, total: whole!.column, factor: 100 * ratio, unit: quotient, ...fact }];
  });
}

function isPart(used: NamedColumn, total: NamedColumn, ratio: number, dialect: CsvDialect): boolean {
  const wholes = firstNumbers(total, dialect);
  const shares = firstNumbers(used, dialect).map((value, row) => value * ratio / wholes[row]!).filter(Number.isFinite);
  return shares.length > 0 && shares.filter((share) => share > 1).length <= shares.length * LARGEST_SHARE_ABOVE;
}
