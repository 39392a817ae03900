/** Answers and dumps of monitoring systems: JSON, exposition text, reports. */
import type { Format } from "../open_file.ts";

/** In the order in which they are asked. */
export const DOCUMENTS: readonly Format[] = [];
