/** Tables with a column per server: `time,web01,web02`, one metric between them. */
import { guessMetric, isOwnMetric } from "./metric_guess.ts";
import type { NamedColumn } from "./named_columns.ts";

/** Parts of one server, which come in numbered columns too. */
const DEVICE =
  /^(cpu|core|gpu|disk|sd[a-z]*|hd[a-z]*|vd[a-z]*|nvme|eth|ens|enp|bond|nic|dev|col|column|v|x|feature|sensor|dim|var|metric|field|load|temp|fan|queue|channel|port|dimm|socket|thread|pool|volume|lun)[ _.-]?\d/i;

/**
 * Whether columns of numbers are servers: none is a metric that anyone knows, and their names are numbered alike, or
 * look like host names.
 */
export function areServers(columns: readonly NamedColumn[]): boolean {
  if (columns.length < 2 || columns.some(({ name }) => name === "" || DEVICE.test(name))) return false;
  if (columns.some(({ name }) => !isOwnMetric(guessMetric(name)))) return false;
  const stems = new Set(columns.map(({ name }) => name.replaceAll(/\d+/g, "#")));
  const areNumbered = columns.every(({ name }) => /\d/.test(name)) && stems.size * 2 <= columns.length;
  return areNumbered ||
    columns.every(({ name }) => /^[a-z][a-z0-9]*([-.][a-z0-9]+)+$/i.test(name) && /\d|\./.test(name));
}
