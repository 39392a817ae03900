/** This project's own tables, as Parquet (which the disk shows as CSV) or CSV: told by the columns of their contracts. */
import {
  FLEET,
  HYBRID,
  READINGS,
  SAMPLE,
  SERIES,
  SERVER_DAILY,
  SERVER_METRICS,
  type TableContract,
  TABLES,
} from "@lib/core/mod.ts";
import { openCsv } from "../mapper/csv_layout.ts";
import type { FileHead } from "../file_head.ts";
import { openInventory } from "../table/inventory_file.ts";
import { columnGuess } from "../table/known_table.ts";
import { openLayout } from "../table/layout.ts";
import type { FactField, Format, OpenContext, OpenFile } from "../open_file.ts";
import { headerOf, textTable } from "../table/table_head.ts";
import { UnknownFormat } from "../unknown_format.ts";

/** Tables with measured values; all others are plans, truths and findings about them. */
const MEASURED: readonly TableContract[] = [READINGS, FLEET, SERVER_METRICS, SAMPLE, SERVER_DAILY, SERIES, HYBRID];
/** Tables that hold the same values in another way, the finest first: one of a run is enough. */
const SAME_VALUES: readonly TableContract[] = [READINGS, SERVER_METRICS, SAMPLE];
const FACTS: Readonly<Record<string, FactField>> = {
  app_name: "appName",
  business_unit: "businessUnit",
  criticality: "criticality",
  region: "region",
  server_type: "serverType",
  instance_type: "instanceType",
  vcpu: "vcpu",
  memory_gib: "memoryGib",
};
const CLOCK = { kind: "ISO 8601", isReal: true } as const;

/** The format. Readings keep their metrics and units as they stand, the inventory gives its facts. */
export const PROJECT_TABLES: Format = {
  name: "project",
  title: "tables of this project: readings, fleet, server_metrics, sample",
  recognizes: (head) => {
    const contract = contractOf(head);
    return contract !== undefined &&
      (!MEASURED.includes(contract) || contract === FLEET || SAME_VALUES.includes(contract));
  },
  open(head, context) {
    const contract = contractOf(head);
    if (contract === READINGS) return openReadings(head);
    if (contract === FLEET) return openFleet(head);
    if (!contract || !MEASURED.includes(contract)) {
      throw new UnknownFormat(
        `Cannot read readings: expected measured values, got the table ${contract?.name}: ${contract?.description}`,
        { place: { file: head.file.name } },
      );
    }
    refuseSecondView(head, contract, context);
    return openCsv(head, context);
  },
};

function contractOf(head: FileHead): TableContract | undefined {
  const header = headerOf(head).join(",");
  return TABLES.find(({ columns }) => Object.keys(columns).join(",") === header);
}

function openReadings(head: FileHead): OpenFile {
  const columns = headerOf(head), at = (name: string): number => columns.indexOf(name);
  const guess = (name: string, takenFor: string) =>
    columnGuess(head, { index: at(name), name, headerRows: 1 }, takenFor, `contract of ${READINGS.name}`);
  return openLayout({
    source: PROJECT_TABLES.name,
    file: head.file,
    dialect: textTable(head).dialect,
    columns,
    headerRows: 1,
    clock: CLOCK,
    time: { column: at("timestamp") },
    server: { column: at("server_id") },
    metrics: {
      tidy: {
        metric: at("metric"),
        value: at("value"),
        unit: at("unit"),
        meaningOf: (metric, unit) => ({ metric, unit, factor: 1 }),
      },
    },
    facts: [],
    guesses: [guess("metric", "name of the metric, as it stands"), guess("unit", "unit, as it stands")],
    notes: [],
  });
}

function openFleet(head: FileHead): OpenFile {
  const columns = headerOf(head);
  return openInventory({
    source: PROJECT_TABLES.name,
    file: head.file,
    dialect: textTable(head).dialect,
    columns,
    headerRows: 1,
    clock: CLOCK,
    guesses: [],
    notes: [],
    tell(row, onFact) {
      const serverId = row.text(0);
      for (const [index, name] of columns.entries()) {
        const field = FACTS[name];
        if (!field || row.isEmpty(index)) continue;
        onFact(serverId, field, field === "vcpu" || field === "memoryGib" ? row.number(index) : row.text(index));
      }
    },
  });
}

/** A run's days and its hourly sample would be repeated readings of the same servers. */
function refuseSecondView({ file }: FileHead, contract: TableContract, { files }: OpenContext): void {
  const folder = file.name.slice(0, file.name.lastIndexOf("/") + 1);
  const finer = SAME_VALUES.slice(0, SAME_VALUES.indexOf(contract)).find(({ name }) =>
    files.some((other) =>
      other.name.startsWith(folder) && new RegExp(`^${name}[./]`).test(other.name.slice(folder.length))
    )
  );
  if (!finer) return;
  throw new UnknownFormat(
    `Cannot read readings: expected one table of a run, got ${contract.name} beside ${finer.name}, which is read`,
    { place: { file: file.name } },
  );
}
