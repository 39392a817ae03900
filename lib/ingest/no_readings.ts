/** The error for an input in which there is nothing to read. */
import { UnknownFormat } from "./unknown_format.ts";

/**
 * Says that an input holds no reading.
 *
 * @param got What is there instead, for example `a file of 0 bytes`.
 * @param file The file or folder.
 */
export function noReadings(got: string, file?: string): UnknownFormat {
  return new UnknownFormat(`Cannot read readings: expected rows with a time and a number, got ${got}`, {
    ...(file === undefined ? {} : { place: { file } }),
    remedy: "give a file of a known format, a CSV with a header line and rows, or a folder of such files",
  });
}
