/** A server on a real socket that answers as a test tells it: late, cut off, reset, or with other bytes than announced. */
import { createServer, type Socket } from "node:net";

/** A request as it came. */
export interface ReceivedRequest {
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** First byte asked for, or `undefined` when all are. */
  readonly rangeStart?: number;
}

/** Writes the answer; what it leaves open stays open. */
export type Answer = (request: ReceivedRequest, socket: Socket) => void;

/** A running server. */
export interface UnreliableServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
}

/** Starts a server whose n-th request gets the n-th answer; the last answer serves all that follow. */
export async function unreliableServer(...answers: readonly Answer[]): Promise<UnreliableServer> {
  const requests: ReceivedRequest[] = [], sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    let text = "";
    socket.on("data", (bytes) => {
      text += bytes.toString();
      if (!text.includes("\r\n\r\n")) return;
      const request = parse(text);
      text = "";
      requests.push(request);
      answers[Math.min(requests.length, answers.length) - 1]!(request, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/trace.csv`,
    requests,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parse(text: string): ReceivedRequest {
  const [first = "", ...lines] = text.split("\r\n");
  const headers = Object.fromEntries(
    lines.filter((line) => line.includes(":")).map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  const start = /^bytes=(\d+)-$/.exec(headers["range"] ?? "")?.[1];
  return { path: first.split(" ")[1] ?? "", headers, ...start === undefined ? {} : { rangeStart: Number(start) } };
}

/** Writes a status line and headers; the connection closes after the answer. */
export function writeHead(socket: Socket, status: string, headers: Readonly<Record<string, string | number>>): void {
  const lines = Object.entries({ ...headers, connection: "close" }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status}\r\n${lines.join("")}\r\n`);
}

/** How a well-behaved server differs. */
export interface ServeOptions {
  readonly etag?: string;
  /** Bytes of the answer after which it breaks off. */
  readonly upTo?: number;
  /** How it breaks off: a clean end, a reset, or silence. */
  readonly then?: "end" | "reset" | "stall";
  /** Whether it knows ranges. */
  readonly ranges?: boolean;
}

/** Answers with a file, or with the range asked for as long as the version is the one meant. */
export function serve(bytes: Uint8Array, options: ServeOptions = {}): Answer {
  const { etag = '"v1"', upTo = Infinity, then = "end", ranges = true } = options;
  return ({ headers, rangeStart }, socket) => {
    const same = headers["if-range"] === undefined || headers["if-range"] === etag;
    const start = ranges && same ? rangeStart ?? 0 : 0;
    if (start > 0 && start >= bytes.length) {
      writeHead(socket, "416 Range Not Satisfiable", { "content-range": `bytes */${bytes.length}` });
      return void socket.end();
    }
    const body = bytes.subarray(start);
    writeHead(socket, start > 0 ? "206 Partial Content" : "200 OK", {
      "content-length": body.length,
      ...etag ? { etag } : {},
      ...start > 0 ? { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {},
    });
    // Written before the end takes effect, so that the bytes arrive also when the connection is reset.
    socket.write(body.subarray(0, upTo), () => {
      if (then === "end" || upTo >= body.length) socket.end();
      else if (then === "reset") setTimeout(() => socket.resetAndDestroy(), 20);
    });
  };
}

/** Answers with a status and nothing else. */
export function refuse(status: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_, socket) => {
    writeHead(socket, status, { ...headers, "content-length": 0 });
    socket.end();
  };
}
