/** The forecast package of R, where Rscript is installed with it. A baseline of benchmarks, nothing else. */
import type { Forecast } from "@lib/forecast/forecaster.ts";
import { bandForecast, type Rival, type RivalSeries } from "./rivals.ts";

/**
 * Reads a line for each series: season, then its values; writes the seconds, then a line for each series: points, lows, highs, or nothing
 * where the method fails.
 */
const PROGRAM = `
suppressPackageStartupMessages(library(forecast))
args <- commandArgs(trailingOnly = TRUE); horizon <- as.integer(args[2])
input <- file("stdin"); lines <- strsplit(readLines(input), ","); close(input)
out <- character(length(lines)); started <- proc.time()
for (i in seq_along(lines)) {
  v <- as.numeric(lines[[i]]); y <- ts(v[-1], frequency = v[1])
  f <- tryCatch(switch(args[1],
    thetaf = thetaf(y, h = horizon, level = 80),
    ets = forecast(ets(y), h = horizon, level = 80),
    stlf = if (v[1] > 1) stlf(y, h = horizon, level = 80) else forecast(ets(y), h = horizon, level = 80)), error = function(e) NULL)
  if (!is.null(f)) out[i] <- paste(c(f$mean, f$lower, f$upper), collapse = ",")
}
spent <- proc.time() - started
cat(spent[["user.self"]] + spent[["sys.self"]], out, sep = "\\n")
`;

/** The rivals; none without Rscript and the package. */
export function rRivals(): Rival[] {
  if (!hasForecastPackage()) {
    console.error("R's forecast package is left out: no Rscript with it on the PATH");
    return [];
  }
  return [rival("thetaf", 600), rival("stlf", 100), rival("ets", 12)];
}

function hasForecastPackage(): boolean {
  try {
    const { success } = new Deno.Command("Rscript", {
      args: ["-e", "library(forecast)"],
      stdout: "null",
      stderr: "null",
    }).outputSync();
    return success;
  } catch {
    return false;
  }
}

function rival(method: "thetaf" | "stlf" | "ets", most: number): Rival {
  const name = `R ${method}`;
  return {
    name,
    most,
    async forecast(series, horizon) {
      const child = new Deno.Command("Rscript", {
        args: ["--vanilla", "-e", PROGRAM, method, String(horizon)],
        stdin: "piped",
        stdout: "piped",
        stderr: "inherit",
      }).spawn();
      const writer = child.stdin.getWriter();
      await writer.write(new TextEncoder().encode(series.map(lineOf).join("\n") + "\n"));
      await writer.close();
      const [seconds, ...lines] = new TextDecoder().decode((await child.output()).stdout).split("\n");
      const forecasts = series.map((_, index): Forecast | undefined => {
        const numbers = (lines[index] || "").split(",").map(Number);
        if (numbers.length !== 3 * horizon) return undefined;
        const [points, low, high] = [0, 1, 2].map((part) => numbers.slice(part * horizon, (part + 1) * horizon));
        return bandForecast(name, points!, { low: low!, high: high! });
      });
      return { forecasts, seconds: Number(seconds) };
    },
  };
}

function lineOf({ history, seasons }: RivalSeries): string {
  return [seasons[0] ?? 1, ...history.values].join(",");
}
