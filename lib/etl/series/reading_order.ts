/** Readings of several batches as one series in time order, without copying the batches. */
import type { ReadingBatch } from "@lib/core/reading_batch.ts";

/** One series made of several batches. */
export interface OrderedReadings {
  readonly length: number;
  /** Milliseconds since 1970, UTC, never falling. */
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly sourceRows: Float64Array;
  /** Whether they came in this order. */
  readonly cameInOrder: boolean;
  /** File of the reading at an index. */
  fileAt(index: number): string;
}

/** Orders readings by time; readings of the same time keep the order in which they arrived, so the first is the first. */
export function inTimeOrder(batches: readonly ReadingBatch[]): OrderedReadings {
  const [only] = batches;
  if (batches.length === 1 && only && firstBackwards(only.timestamps) < 0) {
    const { timestamps, values, sourceRows, sourceFile } = only;
    return { length: values.length, timestamps, values, sourceRows, cameInOrder: true, fileAt: () => sourceFile };
  }
  const length = batches.reduce((sum, batch) => sum + batch.values.length, 0);
  const timestamps = new Float64Array(length), values = new Float64Array(length), sourceRows = new Float64Array(length);
  const batchOf = new Int32Array(length);
  let at = 0;
  batches.forEach((batch, index) => {
    timestamps.set(batch.timestamps, at);
    values.set(batch.values, at);
    sourceRows.set(batch.sourceRows, at);
    batchOf.fill(index, at, at + batch.values.length);
    at += batch.values.length;
  });
  if (firstBackwards(timestamps) < 0) {
    return {
      length,
      timestamps,
      values,
      sourceRows,
      cameInOrder: true,
      fileAt: (index) => batches[batchOf[index]!]!.sourceFile,
    };
  }
  const order = Uint32Array.from(timestamps, (_, index) => index)
    .sort((a, b) => timestamps[a]! - timestamps[b]! || a - b);
  return {
    length,
    timestamps: picked(timestamps, order),
    values: picked(values, order),
    sourceRows: picked(sourceRows, order),
    cameInOrder: false,
    fileAt: (index) => batches[batchOf[order[index]!]!]!.sourceFile,
  };
}

/**
 * The first time that lies before the one in front of it, or -1.
 *
 * @param timestamps In the order in which they came.
 */
export function firstBackwards(timestamps: Float64Array): number {
  for (let index = 1; index < timestamps.length; index++) {
    if (timestamps[index]! < timestamps[index - 1]!) return index;
  }
  return -1;
}

/** The values at some indices, in their order. */
export function picked(values: Float64Array, order: Uint32Array | Int32Array): Float64Array {
  const result = new Float64Array(order.length);
  for (let index = 0; index < order.length; index++) result[index] = values[order[index]!]!;
  return result;
}
