/** The fingerprint of a file. */
import { createHash } from "node:crypto";

/** SHA-256 of a file in hexadecimal, read piece by piece. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  for (const piece = new Uint8Array(1 << 18);;) {
    const length = await file.read(piece);
    if (length === null) return hash.digest("hex");
    hash.update(piece.subarray(0, length));
  }
}
