/** The contract of a hybrid data set: synthetic and real server-days for learning, choosing and judging a model. */
import { SERVER_DAILY } from "./silver_tables.ts";
import type { TableContract } from "./table.ts";

/** The splits of a data set, in the order of time. */
export const SPLITS = ["train", "validation", "test"] as const;
/** A split. */
export type Split = typeof SPLITS[number];

/** Whether a source was generated or measured. */
export const ORIGINS = ["synthetic", "real"] as const;
/** An origin. */
export type Origin = typeof ORIGINS[number];

/** A hybrid data set. */
export const HYBRID: TableContract = {
  ...SERVER_DAILY,
  name: "hybrid",
  description: "Synthetic and real server-days in three splits; no server and no day stands in two of them",
  key: ["source", "server_id", "timestamp"],
  columns: {
    ...SERVER_DAILY.columns,
    server_id: { type: "text", description: "Server, unique in its source" },
    origin: { type: "text", oneOf: ORIGINS, description: "Generated or measured" },
    split: { type: "text", oneOf: SPLITS, description: "What the row is for" },
  },
};
