/**
 * The fence's second thread: reads the kernel's own output port and notes how far the outputs have come.
 *
 * The first thread waits without turning its event loop, so somebody else has to listen. It gets its order as worker data
 * because a first message to a worker costs half a second in the kernel of Deno 2.9. See fence.ts.
 */
import { workerData } from "node:worker_threads";
import { ZmtpSocket } from "./zmtp.ts";

/** What the listener is started with. */
export interface ListenerOrder {
  readonly host: string;
  /** The kernel's iopub port. */
  readonly port: number;
  /** Begins the `display_id` of every token of this fence; the token's serial number follows. */
  readonly prefix: string;
  /** One Int32: serial number of the last token seen. */
  readonly lastSeen: SharedArrayBuffer;
  /** A serial number above all others, noted when the listener has to stop, so that nobody waits for it. */
  readonly gateOpen: number;
}

/** Tokens are tiny; a longer frame is an output and not worth a look. */
const LONGEST_TOKEN_FRAME = 500;

const { host, port, prefix, lastSeen, gateOpen } = workerData as ListenerOrder;
const seen = new Int32Array(lastSeen), decoder = new TextDecoder(), token = new RegExp(`"${prefix}(\\d+)"`);

function note(serial: number): void {
  if (serial <= Atomics.load(seen, 0)) return;
  Atomics.store(seen, 0, serial);
  Atomics.notify(seen, 0);
}

try {
  for await (const frames of await ZmtpSocket.connect(port, "SUB", host)) {
    for (const frame of frames) {
      if (frame.length <= LONGEST_TOKEN_FRAME) note(Number(decoder.decode(frame).match(token)?.[1] ?? 0));
    }
  }
} catch {
  note(gateOpen);
}
