/** UFCG private cloud (2025), inventory: which flavor a VM has, and how many cores and how much memory a flavor has. */
import { openInventory } from "../table/inventory_file.ts";
import { hasHeader, placesOf } from "../table/known_columns.ts";
import { sharedList } from "./shared_list.ts";
import type { Format, OpenContext } from "../open_file.ts";
import { headerOf, textTable } from "../table/table_head.ts";
import { type TableRows, tableRows } from "../table/table_rows.ts";

const GIB_PER_MB = 1 / 1024;

/** The inventory tables of an input. */
const specsOf = sharedList<TableRows>(), flavorsOf = sharedList<TableRows>();

const SPECS = ["server_id", "flavor_id"] as const;
const FLAVORS = ["flavor_id", "vcpu", "ram"] as const;

/** `flavors`: cores and memory by flavor. It tells nothing alone. */
export const UFCG_FLAVORS: Format = {
  name: "ufcg-flavors",
  title: "UFCG private cloud 2025, flavors (inventory)",
  recognizes: (head) => hasHeader(head, FLAVORS) && !hasHeader(head, ["server_id"]),
  open(head, context) {
    placesOf(head, FLAVORS);
    const { file } = head, { dialect } = textTable(head), columns = headerOf(head);
    const rows: TableRows = { file, dialect, columns, headerRows: 1 };
    flavorsOf(context).push(rows);
    return openInventory({ ...rows, source: "ufcg-flavors", clock: CLOCK, guesses: [], notes: [], tell: () => {} });
  },
};

/** `servers_specs`: the flavor of each VM; with `flavors` it tells cores and memory. */
export const UFCG_SPECS: Format = {
  name: "ufcg-specs",
  title: "UFCG private cloud 2025, servers_specs (inventory)",
  recognizes: (head) => hasHeader(head, SPECS) && !hasHeader(head, ["vcpu"]),
  open(head, context) {
    const { server_id: server, flavor_id: flavor } = placesOf(head, SPECS);
    const { file } = head, { dialect } = textTable(head), columns = headerOf(head);
    const rows: TableRows = { file, dialect, columns, headerRows: 1 };
    specsOf(context).push(rows);
    return {
      source: "ufcg-specs",
      file,
      clock: CLOCK,
      guesses: [],
      notes: [],
      // deno-lint-ignore require-yield -- a file with inventory alone has no series
      async *read(onFact) {
        const flavors = await readFlavors(context);
        let count = 0;
        for await (const { row, next } of tableRows(rows)) {
          for (; next(); count++) {
            const found = flavors.get(row.text(flavor));
            if (!found) continue;
            onFact(row.text(server), "instanceType", found.name);
            onFact(row.text(server), "vcpu", found.cores);
            onFact(row.text(server), "memoryGib", found.memoryGib);
          }
        }
        return count;
      },
    };
  },
};

const CLOCK = { kind: "epoch seconds", isReal: true } as const;

/** Cores of each VM of which the input tells them. */
export async function coresOfServers(context: OpenContext): Promise<Map<string, number>> {
  const cores = new Map<string, number>();
  const specs = specsOf(context);
  if (specs.length === 0) return cores;
  const flavors = await readFlavors(context);
  for (const rows of specs) {
    const server = rows.columns.indexOf("server_id"), flavor = rows.columns.indexOf("flavor_id");
    for await (const { row, next } of tableRows(rows)) {
      while (next()) {
        const found = flavors.get(row.text(flavor));
        if (found) cores.set(row.text(server), found.cores);
      }
    }
  }
  return cores;
}

interface Flavor {
  readonly name: string;
  readonly cores: number;
  readonly memoryGib: number;
}

async function readFlavors(context: OpenContext): Promise<Map<string, Flavor>> {
  const flavors = new Map<string, Flavor>();
  for (const rows of flavorsOf(context)) {
    const at = (name: string): number => rows.columns.indexOf(name);
    const id = at("flavor_id"), name = at("flavor_name"), cores = at("vcpu"), memory = at("ram");
    for await (const { row, next } of tableRows(rows)) {
      while (next()) {
        const flavor = {
          name: row.text(name < 0 ? id : name),
          cores: row.number(cores),
          memoryGib: row.number(memory) * GIB_PER_MB,
        };
        if (flavor.cores > 0) flavors.set(row.text(id), flavor);
      }
    }
  }
  return flavors;
}
