/** Computed sentences in a notebook. */
import { publish } from "./outside.ts";

/** Shows Markdown under the running cell; outside a kernel it does nothing visible. */
export async function markdown(text: string): Promise<void> {
  await publish({ "text/markdown": text, "text/plain": text });
}
