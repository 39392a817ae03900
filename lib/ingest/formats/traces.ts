/** Public traces, as their publishers write them: mostly tables in text files, many of them without a header. */
import type { Format } from "../open_file.ts";
import { ALIBABA_2017_EVENTS } from "./alibaba_2017_events.ts";
import { ALIBABA_2017_USAGE } from "./alibaba_2017_usage.ts";
import { ALIBABA_2018_FLEET } from "./alibaba_2018_fleet.ts";
import { ALIBABA_2018_META } from "./alibaba_2018_meta.ts";
import { ALIBABA_2018_USAGE } from "./alibaba_2018_usage.ts";
import { AZURE_READINGS } from "./azure_readings.ts";
import { AZURE_SUMS } from "./azure_sums.ts";
import { AZURE_VMTABLE } from "./azure_vmtable.ts";
import { BITBRAINS } from "./bitbrains.ts";
import { GOOGLE_2011_MACHINES } from "./google_2011_machines.ts";
import { GOOGLE_2011_TASK_EVENTS } from "./google_2011_task_events.ts";
import { GOOGLE_2011_USAGE } from "./google_2011_usage.ts";
import { GOOGLE_2011_VMS } from "./google_2011_vms.ts";
import { GOOGLE_2019_MACHINES } from "./google_2019_machines.ts";
import { GOOGLE_2019_USAGE } from "./google_2019_usage.ts";
import { MATERNA } from "./materna.ts";
import { MS_CLOUD } from "./ms_cloud.ts";
import { PLANETLAB } from "./planetlab.ts";
import { SMD } from "./smd.ts";
import { UFCG_FLAVORS, UFCG_SPECS } from "./ufcg_cores.ts";
import { UFCG_USAGE } from "./ufcg_usage.ts";
import { WESTERMO } from "./westermo.ts";

/** In the order in which they are asked; no two of them recognize the same file. */
export const TRACES: readonly Format[] = [
  ALIBABA_2017_EVENTS,
  ALIBABA_2017_USAGE,
  ALIBABA_2018_FLEET,
  ALIBABA_2018_META,
  ALIBABA_2018_USAGE,
  AZURE_READINGS,
  AZURE_SUMS,
  AZURE_VMTABLE,
  BITBRAINS,
  GOOGLE_2011_MACHINES,
  GOOGLE_2011_TASK_EVENTS,
  GOOGLE_2011_USAGE,
  GOOGLE_2011_VMS,
  GOOGLE_2019_MACHINES,
  GOOGLE_2019_USAGE,
  MATERNA,
  MS_CLOUD,
  PLANETLAB,
  SMD,
  UFCG_FLAVORS,
  UFCG_SPECS,
  UFCG_USAGE,
  WESTERMO,
];
