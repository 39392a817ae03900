/** Microsoft cloud monitoring dataset: a series a file, in folders by kind; times and quotes are written in many ways. */
import { guessClock } from "../clock/clock_guess.ts";
import { CapacityError } from "@lib/core/errors.ts";
import type { KnownColumn } from "../table/known_columns.ts";
import { openKnownTable } from "../table/known_table.ts";
import { plainName } from "../mapper/metric_guess.ts";
import type { Format } from "../open_file.ts";
import { stemOf } from "../source_file.ts";
import { cellsOf, headerOf } from "../table/table_head.ts";
import { UnknownFormat } from "../unknown_format.ts";

const HEADER = ["TimeStamp", "Value", "Label"];
/** Units that the publisher states, by kind. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/_rps$/, "requests/s"],
  [/purchase/, "count"],
];

/**
 * The format. The kind is the folder's name without its number; labels of anomalies are not read.
 *
 * @see https://github.com/microsoft/cloud-monitoring-dataset
 */
export const MS_CLOUD: Format = {
  name: "ms-cloud",
  title: "Microsoft cloud monitoring dataset, one file per series",
  recognizes: (head) => isHeader(headerOf(head)),
  open(head) {
    const { file } = head;
    if (!isHeader(headerOf(head))) {
      throw new UnknownFormat(`Cannot read readings: expected columns ${HEADER.join(", ")}, got ${headerOf(head)}`, {
        place: { file: file.name },
        remedy: "leave the source to be told from the content",
      });
    }
    const times = cellsOf(head, 0), clock = guessClock(times)?.clock;
    if (!clock?.isReal) {
      throw new CapacityError(`Cannot read readings: expected times in ISO 8601, got "${times[0] ?? ""}"`, {
        place: { file: file.name, row: 2, column: HEADER[0]! },
        remedy: "fetch the file again",
      });
    }
    const folder = file.name.replaceAll("\\", "/").split("/").at(-2);
    const metric = folder === undefined ? "value" : plainName(folder.replace(/-\d+$/, ""));
    const unit = UNITS.find(([kind]) => kind.test(metric))?.[1] ?? "unknown";
    const columns: KnownColumn[] = HEADER.map((name) => ({ name, shape: /^.*$/ }));
    columns[1] = { ...columns[1]!, metric, unit, because: "name of the folder; the values' unit is in no file" };
    return openKnownTable(head, {
      source: "ms-cloud",
      columns,
      headerRows: 1,
      clock,
      time: { column: 0 },
      server: { id: folder === undefined ? stemOf(file.name) : `${folder}:${stemOf(file.name)}` },
      notes: ["Load of services, not of servers; times are UTC; the labels of anomalies are not read"],
    });
  },
};

function isHeader(header: readonly string[]): boolean {
  return header.length === HEADER.length && HEADER.every((name, index) => header[index] === name);
}
