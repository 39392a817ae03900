/** A headless Chromium, for tests that look at what a user sees. */
import { type BrowserContext, chromium } from "playwright-core";
import { canRun } from "./python.ts";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium of this machine (CAPACITY_CHROMIUM, else by its usual names), if any. */
export function findChromium(): string | undefined {
  const given = Deno.env.get("CAPACITY_CHROMIUM");
  const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return [...given ? [given] : [], ...usual].find((path) => canRun(path, ["--version"]));
}

/** A browser without a past; its profile lies in the folder. */
export function openBrowser(executablePath: string, profile: string): Promise<BrowserContext> {
  const viewport = { width: 1100, height: 1400 };
  return chromium.launchPersistentContext(profile, { executablePath, headless: true, viewport, args: FLAGS });
}
