/** A failure of the network that may be better next time. */
import { messageOf } from "@lib/core/errors.ts";

/** Something that may be better next time. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  constructor(message: string, readonly retryAfterMs?: number) {
    super(message);
  }
}

/** What made a request fail, as one line. */
export function interruptionOf(error: unknown): Interruption {
  if (error instanceof Interruption) return error;
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : "";
  return new Interruption(`${messageOf(error)}${cause}`.replace(/\s*\n.*/s, ""));
}
