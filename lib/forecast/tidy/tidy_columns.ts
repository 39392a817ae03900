/** Which columns of a tidy file hold what, told by their names. */
import { CapacityError } from "@lib/core/errors.ts";

/** Names that are understood, the first that is there counts; upper and lower case are the same. */
const ID_NAMES = ["series_id", "unique_id", "id"] as const;
const PART_NAMES = ["server_id", "metric"] as const;
const TIME_NAMES = ["timestamp", "ds", "date"] as const;
const VALUE_NAMES = ["value", "y"] as const;

/** Places of the columns in a row, from 0. */
export interface TidyColumns {
  /** Columns that name the series together, joined by `/`; none when the file holds one series. */
  readonly id: readonly number[];
  readonly time: number;
  readonly value: number;
  /** Names of the columns that are not read. */
  readonly ignored: readonly string[];
}

/**
 * Finds the columns by their names: `series_id`, `unique_id` or `id`, else `server_id` and `metric`; `timestamp`, `ds` or `date`;
 * `value` or `y`.
 *
 * @param file Name for the error.
 * @param id Columns that name the series together, where they are known.
 * @throws {CapacityError} when there is no time or no value among them, or one name stands twice.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { tidyColumns } from "@lib/forecast/tidy/tidy_columns.ts";
 * deepStrictEqual(tidyColumns(["unique_id", "ds", "y", "note"], "file.csv"), { id: [0], time: 1, value: 2, ignored: ["note"] });
 * ```
 */
export function tidyColumns(header: readonly string[], file: string, id?: readonly string[]): TidyColumns {
  const plain = header.map((name) => name.trim().toLowerCase());
  const placeOf = (names: readonly string[]): number | undefined => {
    const found = names.find((name) => plain.includes(name));
    if (found === undefined) return undefined;
    const place = plain.indexOf(found);
    if (plain.lastIndexOf(found) === place) return place;
    throw new CapacityError(`Cannot read the series: expected one column ${found}, got two`, {
      place: { file, column: found },
      remedy: "give the columns different names",
    });
  };
  const needed = (names: readonly string[], what: string): number => {
    const place = placeOf(names);
    if (place !== undefined) return place;
    throw new CapacityError(
      `Cannot read the series: expected a column ${orList(names)} with the ${what}, got columns ${header.join(", ")}`,
      { place: { file, row: 1 }, remedy: "rename the column, or add a header line such as series_id,timestamp,value" },
    );
  };
  const time = needed(TIME_NAMES, "times"), value = needed(VALUE_NAMES, "values");
  const named = id ? undefined : placeOf(ID_NAMES);
  const places = named !== undefined ? [named] : (id ?? PART_NAMES).flatMap((name) => placeOf([name]) ?? []);
  const read = new Set([...places, time, value]);
  return { id: places, time, value, ignored: header.filter((_, index) => !read.has(index)) };
}

function orList(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
