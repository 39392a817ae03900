/** The public data sets that a capacity study may want, and what each is worth to it. */
import { CapacityError } from "@lib/core/errors.ts";
import { type Compatibility, compatibility } from "../judge/compatibility.ts";
import { CLUSTER_TRACES } from "./cluster_traces.ts";
import type { DataSet } from "./data_set.ts";
import { MONITORING_SERIES } from "./monitoring_series.ts";
import { SUPERCOMPUTERS } from "./supercomputers.ts";
import { VIRTUAL_MACHINES } from "./virtual_machines.ts";

/** Every set, in the order of the files. */
export const CATALOGUE: readonly DataSet[] = [
  ...CLUSTER_TRACES,
  ...VIRTUAL_MACHINES,
  ...SUPERCOMPUTERS,
  ...MONITORING_SERIES,
];

/** A set with what it is worth. */
export interface JudgedDataSet extends Compatibility {
  readonly dataSet: DataSet;
}

/** The catalogue by score, the best first; equal ones by name. */
export function rankedCatalogue(): JudgedDataSet[] {
  return CATALOGUE.map((dataSet) => ({ dataSet, ...compatibility(dataSet.facts) }))
    .sort((a, b) => b.score - a.score || (a.dataSet.name < b.dataSet.name ? -1 : 1));
}

/**
 * A set by its name.
 *
 * @throws {CapacityError} of kind usage when there is none of that name.
 */
export function dataSetNamed(name: string): DataSet {
  const found = CATALOGUE.find((dataSet) => dataSet.name === name);
  if (found) return found;
  throw new CapacityError(`Cannot download a data set: expected a name of the catalogue, got "${name}"`, {
    remedy: "deno task capacity download --list shows them",
    kind: "usage",
  });
}
