/** A Deno Jupyter kernel as a child process, and the conversation with it. */
import { ZmtpSocket } from "@lib/notebook/zmtp.ts";
import { type Connection, newConnection } from "./connection.ts";
import { fromFrames, type Message, newMessage, toFrames } from "./wire.ts";

/** How a kernel is started. */
export interface KernelOptions {
  /** Working directory, against which cells resolve files and imports. */
  readonly cwd: string;
  /** Environment beside the inherited one. */
  readonly env?: Readonly<Record<string, string>>;
  /** Time to the first answer, seconds. Default 60. */
  readonly startSeconds?: number;
}

/** The kernel has ended, so nothing more can be asked of it. */
export class KernelDied extends Error {
  override readonly name = "KernelDied";
}

/** What the end of a cell's execution says. */
export interface Reply {
  readonly ok: boolean;
  readonly executionCount: number | null;
  /** Name and text of the error when not ok. */
  readonly error: { readonly name: string; readonly message: string } | undefined;
}

const CHANNELS = { shell: "DEALER", control: "DEALER", stdin: "DEALER", iopub: "SUB" } as const;
type Channel = keyof typeof CHANNELS;
type Sockets = Record<Channel, ZmtpSocket>;

const RETRY_MS = 5, ASK_AGAIN_MS = 25, SHUTDOWN_GRACE_MS = 2000, LOG_CHARACTERS = 4000;
const START_ATTEMPTS = 3;
/** A small nursery: two kernels live side by side, and nothing of ours is faster with a larger one. */
const MODEST_HEAP = "--max-semi-space-size=8";
/**
 * Starts a kernel and waits until it answers. It runs without colours and without the notebooks' own fence, and ends when its
 * parent does, however that happens.
 *
 * @throws {KernelDied} when it ends or stays silent instead.
 */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  for (let attempt = 1;; attempt++) {
    const kernel = await Kernel.spawn(options);
    try {
      await kernel.ready((options.startSeconds ?? 60) * 1000);
      return kernel;
    } catch (error) {
      await kernel.kill();
      // A port may have been taken between the choice and the start, so a dead kernel gets another chance.
      if (attempt === START_ATTEMPTS || !(error instanceof KernelDied)) throw error;
    }
  }
}

/** A running kernel; make one with {@link startKernel}. */
export class Kernel implements AsyncDisposable {
  readonly #session = crypto.randomUUID();
  readonly #connection: Connection;
  readonly #connectionFile: string;
  readonly #child: Deno.ChildProcess;
  readonly #replies = new Map<string, (message: Message) => void>();
  readonly #death = Promise.withResolvers<never>();
  #sockets: Sockets | undefined;
  #listener: (message: Message) => void = () => {};
  #log = "";

  private constructor(connection: Connection, connectionFile: string, child: Deno.ChildProcess) {
    this.#connection = connection;
    this.#connectionFile = connectionFile;
    this.#child = child;
    this.#death.promise.catch(() => {});
    const logs = [child.stdout, child.stderr].map((stream) => this.#keepLog(stream));
    child.status.then(async ({ code, signal }) => {
      await Promise.all(logs);
      this.#death.reject(new KernelDied(describeEnd(code, signal, this.#log)));
    });
  }

  /** Process id. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Rejects with {@link KernelDied} when the kernel has ended. */
  get death(): Promise<never> {
    return this.#death.promise;
  }

  /** Starts the process only; {@link startKernel} also waits for it. */
  static async spawn({ cwd, env = {} }: KernelOptions): Promise<Kernel> {
    const connection = newConnection();
    const file = await Deno.makeTempFile({ prefix: "kernel-", suffix: ".json" });
    await Deno.writeTextFile(file, JSON.stringify(connection));
    const child = new Deno.Command(Deno.execPath(), {
      args: ["jupyter", "--kernel", "--conn", file],
      cwd,
      env: { NO_COLOR: "1", CAPACITY_FENCE: "off", DENO_V8_FLAGS: MODEST_HEAP, ...env },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      // Out of the terminal's group, so that Ctrl-C reaches only us and the kernel ends when we say so.
      detached: true,
    }).spawn();
    return new Kernel(connection, file, child);
  }

  /** Connects, and asks until both an answer and its echo on the output channel have come. */
  async ready(limitMs: number): Promise<void> {
    const end = performance.now() + limitMs;
    this.#sockets = await this.#connect(end);
    const answered = Promise.withResolvers<void>(), heard = Promise.withResolvers<void>();
    this.#listener = () => heard.resolve();
    const both = Promise.all([answered.promise, heard.promise]).then(() => true);
    // Outputs are sent only to those who have subscribed in time, so the question is repeated; any answer will do.
    for (let done = false; !done; done = await Promise.race([both, this.death, after(ASK_AGAIN_MS, false)])) {
      if (performance.now() > end) throw new KernelDied(`the kernel gave no answer within ${limitMs / 1000} s`);
      this.#ask("shell", newMessage(this.#session, "kernel_info_request", {})).then(() => answered.resolve(), () => {});
    }
    this.#listener = () => {};
    await this.execute(orphanWatch(this.#connectionFile), { silent: true });
  }

  /**
   * Runs code. Every message of the output channel goes to {@link onMessage}, whichever request it belongs to.
   *
   * @returns the reply, after the kernel's reply and its return to idle have both come. Outputs may still be on their way.
   */
  async execute(code: string, options: { silent?: boolean } = {}): Promise<Reply> {
    const silent = options.silent ?? false;
    const request = newMessage(this.#session, "execute_request", {
      code,
      silent,
      store_history: !silent,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    });
    const idle = Promise.withResolvers<void>(), outer = this.#listener;
    this.#listener = (message) => isIdle(message, request) ? idle.resolve() : outer(message);
    try {
      const [{ content }] = await Promise.race([Promise.all([this.#ask("shell", request), idle.promise]), this.death]);
      const ok = content.status === "ok";
      return {
        ok,
        executionCount: typeof content.execution_count === "number" ? content.execution_count : null,
        error: ok ? undefined : { name: String(content.ename), message: String(content.evalue) },
      };
    } finally {
      this.#listener = outer;
    }
  }

  /** Sends the output channel's messages to this listener from now on. */
  onMessage(listener: (message: Message) => void): void {
    this.#listener = listener;
  }

  /** Asks the kernel to end, and ends it when it does not. */
  async shutdown(): Promise<void> {
    if (this.#sockets) {
      const asked = this.#ask("control", newMessage(this.#session, "shutdown_request", { restart: false }));
      asked.catch(() => {});
      await Promise.race([this.#child.status, after(SHUTDOWN_GRACE_MS, undefined)]);
    }
    await this.kill();
  }

  /** Ends the kernel at once. */
  async kill(): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch { /* already gone */ }
    await this.#child.status;
    for (const socket of Object.values(this.#sockets ?? {})) socket.close();
    await Deno.remove(this.#connectionFile).catch(() => {});
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  async #connect(end: number): Promise<Sockets> {
    const channels = Object.keys(CHANNELS) as Channel[];
    const opened = await Promise.all(channels.map(async (channel) => {
      const socket = await this.#connectChannel(channel, end);
      this.#listen(channel, socket);
      return [channel, socket] as const;
    }));
    return Object.fromEntries(opened) as Sockets;
  }

  async #connectChannel(channel: Channel, end: number): Promise<ZmtpSocket> {
    for (;;) {
      try {
        return await ZmtpSocket.connect(this.#connection[`${channel}_port`], CHANNELS[channel]);
      } catch (error) {
        // Nobody listens until the kernel is up.
        if (performance.now() > end) throw new KernelDied("the kernel does not listen", { cause: error });
        await Promise.race([after(RETRY_MS, undefined), this.death]);
      }
    }
  }

  async #listen(channel: Channel, socket: ZmtpSocket): Promise<void> {
    try {
      for await (const frames of socket) {
        const message = fromFrames(this.#connection.key, frames);
        if (message && channel === "iopub") this.#listener(message);
        else if (message) this.#replies.get(message.parent.msg_id ?? "")?.(message);
      }
    } catch (error) {
      // A closed connection is the sign of a kernel that ends, and its exit code says more: give it a moment.
      await after(SHUTDOWN_GRACE_MS, undefined);
      this.#death.reject(new KernelDied(`the connection broke`, { cause: error }));
    }
  }

  async #ask(channel: "shell" | "control", request: Message): Promise<Message> {
    const { promise, resolve } = Promise.withResolvers<Message>();
    this.#replies.set(request.header.msg_id, resolve);
    try {
      await this.#sockets![channel].send(toFrames(this.#connection.key, request));
      return await Promise.race([promise, this.death]);
    } finally {
      this.#replies.delete(request.header.msg_id);
    }
  }

  /** What the kernel prints itself is kept for the report of its death. */
  async #keepLog(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      const text = decoder.decode(bytes, { stream: true }).replace(/^Warning "deno jupyter" is unstable.*\n?/m, "");
      this.#log = (this.#log + text).slice(-LOG_CHARACTERS);
    }
  }
}

/** An end in one line, with the last that the kernel printed itself. */
function describeEnd(code: number, signal: string | null, log: string): string {
  if (/out of memory/i.test(log)) return "the kernel ran out of memory";
  const last = log.trim().split("\n").at(-1);
  return `the kernel ended ${signal ? `by ${signal}` : `with code ${code}`}${last && `: ${last}`}`;
}

/** A kernel whose parent was killed would live on, so it looks for its parent itself. */
function orphanWatch(connectionFile: string): string {
  return `{
    const parent = Deno.ppid;
    setInterval(() => {
      if (Deno.ppid === parent) return;
      try { Deno.removeSync(${JSON.stringify(connectionFile)}); } finally { Deno.exit(1); }
    }, 1000);
  }`;
}

function isIdle({ header, parent, content }: Message, request: Message): boolean {
  return header.msg_type === "status" && content.execution_state === "idle" &&
    parent.msg_id === request.header.msg_id;
}

/** A wait that keeps no process alive. */
function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => Deno.unrefTimer(setTimeout(resolve, ms, value)));
}
