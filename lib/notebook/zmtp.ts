/**
 * The client side of ZMTP 3.0 (NULL mechanism), the wire protocol under Jupyter: enough to talk to a kernel as DEALER or SUB.
 *
 * An own hundred lines because the npm binding of ZeroMQ misses wakeups under Deno and hangs.
 *
 * @see https://rfc.zeromq.org/spec/23/
 */

const encoder = new TextEncoder();
const GREETING_BYTES = 64;
const MORE = 1, LONG = 2, COMMAND = 4;
/** Frames above this are taken for a broken stream, not for data. */
const MAX_FRAME_BYTES = 2 ** 30;

/** The sockets that a Jupyter client needs. */
export type SocketType = "DEALER" | "SUB";

/** The bytes of one message: its frames, each with its length before it. */
export function encodeMessage(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concat(frames.flatMap((frame, i) => withHeader(frame, i < frames.length - 1 ? MORE : 0)));
}

/** Cuts a byte stream into messages, however the stream was chopped; the peer's greeting and commands are skipped. */
export class MessageDecoder {
  #buffer = new Uint8Array(1 << 16);
  #start = 0;
  #end = 0;
  #greeted: boolean;
  #frames: Uint8Array[] = [];

  /** @param options `greeting: false` when the stream starts after the greeting. */
  constructor(options: { greeting?: boolean } = {}) {
    this.#greeted = options.greeting === false;
  }

  /** Whether the peer's greeting has come. */
  get greeted(): boolean {
    return this.#greeted;
  }

  /**
   * Takes the next bytes and returns the messages that they complete.
   *
   * @throws {Error} when the bytes are no ZMTP.
   */
  push(bytes: Uint8Array): Uint8Array[][] {
    this.#append(bytes);
    if (!this.#greeted) {
      if (this.#end - this.#start < GREETING_BYTES) return [];
      this.#start += GREETING_BYTES;
      this.#greeted = true;
    }
    const messages: Uint8Array[][] = [];
    for (let frame = this.#takeFrame(); frame; frame = this.#takeFrame()) {
      if (frame.flags & COMMAND) continue;
      this.#frames.push(frame.data);
      if (frame.flags & MORE) continue;
      messages.push(this.#frames);
      this.#frames = [];
    }
    return messages;
  }

  #append(bytes: Uint8Array): void {
    const held = this.#end - this.#start;
    if (this.#end + bytes.length > this.#buffer.length) {
      const needed = held + bytes.length;
      const target = needed > this.#buffer.length ? new Uint8Array(needed * 2) : this.#buffer;
      target.set(this.#buffer.subarray(this.#start, this.#end));
      this.#buffer = target;
      this.#start = 0;
      this.#end = held;
    }
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  #takeFrame(): { flags: number; data: Uint8Array } | undefined {
    const held = this.#end - this.#start;
    if (held < 2) return undefined;
    const flags = this.#buffer[this.#start]!;
    if (flags > (MORE | LONG | COMMAND)) throw new Error(`Cannot read ZMTP: expected frame flags 0 to 7, got ${flags}`);
    const header = flags & LONG ? 9 : 2;
    if (held < header) return undefined;
    const size = flags & LONG
      ? Number(new DataView(this.#buffer.buffer).getBigUint64(this.#start + 1))
      : this.#buffer[this.#start + 1]!;
    if (size > MAX_FRAME_BYTES) {
      throw new Error(`Cannot read ZMTP: expected a frame of at most ${MAX_FRAME_BYTES} bytes, got ${size}`);
    }
    if (held < header + size) return undefined;
    const data = this.#buffer.slice(this.#start + header, this.#start + header + size);
    this.#start += header + size;
    return { flags, data };
  }
}

/** An open connection to one port of a kernel. */
export class ZmtpSocket implements AsyncIterable<Uint8Array[]> {
  readonly #connection: Deno.TcpConn;
  readonly #decoder = new MessageDecoder();
  readonly #chunk = new Uint8Array(1 << 16);
  #lastWrite: Promise<void> = Promise.resolve();

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  /** Connects once; a SUB subscribes to everything. */
  static async connect(port: number, type: SocketType, hostname = "127.0.0.1"): Promise<ZmtpSocket> {
    const connection = await Deno.connect({ hostname, port });
    const socket = new ZmtpSocket(connection);
    try {
      connection.setNoDelay();
      await socket.#handshake(type);
      return socket;
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  async #handshake(type: SocketType): Promise<void> {
    await this.#write(greeting());
    while (!this.#decoder.greeted) {
      // A kernel speaks only when asked, so no message can come with the greeting.
      this.#decoder.push(await this.#read());
    }
    await this.#write(readyCommand(type));
    if (type === "SUB") await this.send([Uint8Array.of(1)]);
  }

  /** Sends one message; messages leave in the order of the calls. */
  send(frames: readonly Uint8Array[]): Promise<void> {
    return this.#write(encodeMessage(frames));
  }

  /** The messages as they come; ends with an error when the peer closes. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array[]> {
    for (;;) yield* this.#decoder.push(await this.#read());
  }

  /** Closes the connection; closing twice is fine. */
  close(): void {
    try {
      this.#connection.close();
    } catch { /* already closed */ }
  }

  async #read(): Promise<Uint8Array> {
    const count = await this.#connection.read(this.#chunk);
    if (count === null) throw new Error("Cannot read from the kernel: expected an open connection, got its end");
    return this.#chunk.subarray(0, count);
  }

  #write(bytes: Uint8Array): Promise<void> {
    const write = this.#lastWrite.then(async () => {
      for (let at = 0; at < bytes.length;) at += await this.#connection.write(bytes.subarray(at));
    });
    this.#lastWrite = write.catch(() => {});
    return write;
  }
}

function greeting(): Uint8Array {
  const bytes = new Uint8Array(GREETING_BYTES);
  bytes.set([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0]);
  bytes.set(encoder.encode("NULL"), 12);
  return bytes;
}

function readyCommand(type: SocketType): Uint8Array {
  const command = encoder.encode("READY"), property = encoder.encode("Socket-Type"), value = encoder.encode(type);
  const body = concat([
    Uint8Array.of(command.length),
    command,
    Uint8Array.of(property.length),
    property,
    Uint8Array.of(0, 0, 0, value.length),
    value,
  ]);
  return concat(withHeader(body, COMMAND));
}

function withHeader(data: Uint8Array, flags: number): Uint8Array[] {
  if (data.length <= 255) return [Uint8Array.of(flags, data.length), data];
  const header = new Uint8Array(9);
  header[0] = flags | LONG;
  new DataView(header.buffer).setBigUint64(1, BigInt(data.length));
  return [header, data];
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
