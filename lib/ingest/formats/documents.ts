/** Answers and dumps of monitoring systems (JSON, exposition text, reports), and this project's own tables. */
import type { Format } from "../open_file.ts";
import { CLOUDWATCH_DATA } from "./cloudwatch_data.ts";
import { CLOUDWATCH_STATISTICS } from "./cloudwatch_statistics.ts";
import { EXPOSITION_TEXT } from "./exposition_text.ts";
import { PROJECT_TABLES } from "./project_tables.ts";
import { PROMETHEUS_QUERY } from "./prometheus_query.ts";
import { SADF } from "./sadf.ts";
import { SADF_JSON } from "./sadf_json.ts";
import { SAR } from "./sar.ts";

/** In the order in which they are asked. */
export const DOCUMENTS: readonly Format[] = [
  CLOUDWATCH_DATA,
  CLOUDWATCH_STATISTICS,
  PROMETHEUS_QUERY,
  EXPOSITION_TEXT,
  SADF,
  SADF_JSON,
  SAR,
  PROJECT_TABLES,
];
