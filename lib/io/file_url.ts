/** The path of a file URL, on every system. */
import { fileURLToPath } from "node:url";

/** The path of a `file:` URL, with forward slashes. */
export function fromFileUrl(url: URL): string {
  return fileURLToPath(url).replaceAll("\\", "/");
}
