/**
 * Keeps every output under the cell that made it. Import it once per notebook: `import "@lib/notebook/fence.ts"`.
 *
 * The kernel of Deno 2.8.2 and later hands outputs to a queue but sends "this cell has ended" past it, so outputs come late: they are
 * lost, or land under a later cell (Deno 2.8.1 does the same when a cell throws). The fence holds each cell's end back until the
 * queue is empty: it puts a token into the queue and waits until a second thread has seen it come out of the kernel.
 *
 * There are two moments to wait at. A cell that succeeds ends with `broadcastResult`, an internal function of the kernel, which the
 * fence wraps. A cell that throws ends with a small function of the kernel that asks `object instanceof Error`, which is where
 * a `Symbol.hasInstance` on Error is called; it recognises its caller, and does for all others just what it did before.
 *
 * Nothing happens outside a kernel, where these internals are missing, or with CAPACITY_FENCE=off (a runner with a fence of its own).
 */
import { Worker } from "node:worker_threads";
import type { ListenerOrder } from "./fence_listener.ts";

/** The internals of Deno's kernel that the fence builds on. */
interface KernelInternals {
  broadcastResult(executionCount: number, result: unknown): Promise<void>;
}

/** A fence that gives up after this long loses outputs; one that does not would hang a notebook. */
const PATIENCE_MS = 5000;
/** A token sent before the listener had connected is gone, so it is repeated. */
const FIRST_PAUSE_MS = 10, LONGEST_PAUSE_MS = 50;
/** Above all serial numbers of tokens. */
const GATE_OPEN = 2 ** 31 - 1;
const INSTALLED = Symbol.for("capacity.fence");

const cellEndListeners = new Set<() => void>();

/** Calls the listener whenever a cell has ended and its outputs are out; never outside a kernel. */
export function onCellEnd(listener: () => void): void {
  cellEndListeners.add(listener);
}

/** The kernel's internals, or nothing when this is no Deno kernel (or one that we do not know). */
export function kernelInternals(): KernelInternals | undefined {
  const { internal } = Deno as unknown as { internal?: symbol };
  const internals = internal && (Reflect.get(Deno, internal) as { jupyter?: Partial<KernelInternals> } | undefined);
  const jupyter = internals?.jupyter;
  return typeof jupyter?.broadcastResult === "function" ? jupyter as KernelInternals : undefined;
}

/** Where the kernel publishes its outputs, from the connection file it was started with. */
function outputAddress(): { host: string; port: number } | undefined {
  try {
    const words = commandLine();
    const connection = JSON.parse(Deno.readTextFileSync(words[words.indexOf("--conn") + 1]!));
    return { host: connection.ip, port: connection.iopub_port };
  } catch {
    return undefined;
  }
}

function commandLine(): string[] {
  try {
    return Deno.readTextFileSync("/proc/self/cmdline").split("\0");
  } catch {
    const ps = new Deno.Command("ps", { args: ["-ww", "-o", "command=", "-p", String(Deno.pid)] }).outputSync();
    return new TextDecoder().decode(ps.stdout).trim().split(/\s+/);
  }
}

/** Starts the listener; the returned function waits until all outputs so far have left the kernel. */
function startFence(address: { host: string; port: number }): () => void {
  const lastSeen = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT), seen = new Int32Array(lastSeen);
  const prefix = `fence-${crypto.randomUUID()}-`;
  const order: ListenerOrder = { ...address, prefix, lastSeen, gateOpen: GATE_OPEN };
  new Worker(new URL("./fence_listener.ts", import.meta.url), { workerData: order }).unref();
  let serial = 0;
  return () => {
    const token = ++serial, end = performance.now() + PATIENCE_MS;
    let pause = FIRST_PAUSE_MS;
    for (let last = Atomics.load(seen, 0); last < token; last = Atomics.load(seen, 0)) {
      if (performance.now() > end) {
        // A listener that never said a word will not speak now: do not wait for it again.
        Atomics.compareExchange(seen, 0, 0, GATE_OPEN);
        return;
      }
      // An update of a display that nobody has is ignored by every frontend.
      const content = { data: {}, metadata: {}, transient: { display_id: `${prefix}${token}` } };
      void Deno.jupyter.broadcast("update_display_data", content);
      Atomics.wait(seen, 0, last, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  };
}

/** Calls `onThrow` when the kernel takes apart what a cell has thrown, just before it reports the error. */
function watchThrows(onThrow: () => void): void {
  const original = Function.prototype[Symbol.hasInstance];
  // Only a sloppy function may ask for its caller, and modules are strict; hence the source text.
  const makeHook = new Function(
    "original",
    "onCall",
    `return function hasInstance(value) {
      if (this === Error && hasInstance.caller) onCall(hasInstance.caller);
      return original.call(this, value);
    }`,
  );
  const onCall = (caller: (...args: never) => unknown): void => {
    if (caller.name !== "" || caller.length !== 1) return;
    if (/^function\s*\(object\)[^]*instanceof Error[^]*JSON\.stringify/.test(String(caller))) onThrow();
  };
  Object.defineProperty(Error, Symbol.hasInstance, {
    value: makeHook(original, onCall),
    configurable: true,
    writable: true,
  });
}

function install(): void {
  const jupyter = kernelInternals();
  if (!jupyter || INSTALLED in jupyter || Deno.env.get("CAPACITY_FENCE") === "off") return;
  const address = outputAddress();
  if (!address) return;
  const flush = startFence(address);
  const endCell = (): void => {
    try {
      flush();
      for (const listener of cellEndListeners) listener();
    } catch { /* a fence must never fail a cell */ }
  };
  const broadcastResult = jupyter.broadcastResult.bind(jupyter);
  jupyter.broadcastResult = async (executionCount, result) => {
    await broadcastResult(executionCount, result);
    endCell();
  };
  watchThrows(endCell);
  Object.defineProperty(jupyter, INSTALLED, { value: true });
}

try {
  install();
} catch { /* an unknown kernel goes without */ }
