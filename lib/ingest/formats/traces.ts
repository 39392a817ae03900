/** Public traces, as their publishers write them: tables in text files. */
import type { Format } from "../open_file.ts";
import { BITBRAINS } from "./bitbrains.ts";

/** In the order in which they are asked. */
export const TRACES: readonly Format[] = [BITBRAINS];
