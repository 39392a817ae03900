import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { CapacityError } from "@lib/core/errors.ts";
import { download, type DownloadOptions } from "./download.ts";
import { type Answer, refuse, serve, unreliableServer, writeHead } from "./unreliable_server_fixture.ts";

const FILE = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7919) >> 5);
const OTHER = FILE.map((byte) => byte ^ 1);
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
/** Files are compared by their checksums: the difference of two long arrays takes minutes to print. */
const SHA = { file: sha256(FILE), other: sha256(OTHER) };
const QUICK = { stallMs: 300, backoffMs: 1, longestPauseMs: 50, freeBytes: () => Promise.resolve(1e12) };

interface Attempted {
  /** Checksum of the file in its place, if there is one. */
  readonly content: string | undefined;
  readonly error: CapacityError | undefined;
  /** What lies in the folder afterwards. */
  readonly names: readonly string[];
  readonly ranges: readonly (number | undefined)[];
  readonly reasons: readonly string[];
}

/** One download from a server with such answers, after `before` has prepared the folder. */
async function attempt(
  answers: readonly Answer[],
  { sha256: expected, before, ...options }: DownloadOptions & {
    sha256?: string;
    before?: (path: string, url: string) => Promise<void>;
  } = {},
): Promise<Attempted> {
  const folder = await Deno.makeTempDir(), path = `${folder}/below/trace.csv`;
  await using server = await unreliableServer(...answers);
  try {
    await Deno.mkdir(`${folder}/below`);
    await before?.(path, server.url);
    const reasons: string[] = [];
    let error: CapacityError | undefined;
    const source = { url: server.url, ...expected === undefined ? {} : { sha256: expected } };
    try {
      const done = await download(source, path, { ...QUICK, onRetry: (reason) => reasons.push(reason), ...options });
      assert.equal(done.sha256, sha256(await Deno.readFile(path)));
    } catch (thrown) {
      assert.ok(thrown instanceof CapacityError, String(thrown));
      error = thrown;
    }
    return {
      content: await Deno.readFile(path).then(sha256, () => undefined),
      error,
      names: (await Array.fromAsync(Deno.readDir(`${folder}/below`), ({ name }) => name)).sort(),
      ranges: server.requests.map(({ rangeStart }) => rangeStart),
      reasons,
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A part as an earlier process has left it. */
const leave = (bytes: Uint8Array, version?: Record<string, unknown>) => async (path: string, url: string) => {
  await Deno.writeFile(`${path}.part`, bytes);
  if (version) await Deno.writeTextFile(`${path}.part.json`, JSON.stringify({ url, ...version }));
};
const VERSION = { validator: '"v1"', total: FILE.length };

Deno.test("download() stores a file, and nothing beside it", async () => {
  const seen: [number, number | undefined][] = [];
  const { content, names, ranges } = await attempt([serve(FILE)], {
    sha256: SHA.file,
    onProgress: (done, total) => seen.push([done, total]),
  });
  assert.equal(content, SHA.file);
  assert.deepEqual(names, ["trace.csv"]);
  assert.deepEqual(ranges, [undefined]);
  assert.deepEqual(seen[0], [0, FILE.length]);
  assert.deepEqual(seen.at(-1), [FILE.length, FILE.length]);
});

for (const then of ["end", "reset", "stall"] as const) {
  Deno.test(`download() goes on where a connection broke off (${then})`, async () => {
    const { content, ranges, reasons } = await attempt([
      serve(FILE, { upTo: 100_000, then }),
      serve(FILE, { upTo: 50_000, then }),
      serve(FILE),
    ]);
    assert.equal(content, SHA.file);
    assert.deepEqual(ranges, [undefined, 100_000, 150_000]);
    assert.equal(reasons.length, 2);
    if (then === "stall") assert.match(reasons[0]!, /no byte for 0\.3 seconds/);
  });
}

Deno.test("download() begins anew where the server ignores ranges, and gives up when it always breaks off there", async () => {
  const once = await attempt([serve(FILE, { upTo: 100_000, ranges: false }), serve(FILE, { ranges: false })]);
  assert.equal(once.content, SHA.file);
  const always = await attempt([serve(FILE, { upTo: 100_000, ranges: false })], { attempts: 3 });
  assert.match(always.error?.message ?? "", /3 tries in a row failed.*100000 bytes are kept/);
  // The first try brought bytes, the next three none more.
  assert.equal(always.ranges.length, 4);
  assert.deepEqual(always.names, ["trace.csv.part", "trace.csv.part.json"]);
});

Deno.test("download() never joins two versions of a file", async () => {
  const changed = await attempt([serve(FILE, { upTo: 100_000 }), serve(OTHER, { etag: '"v2"' })]);
  assert.equal(changed.content, SHA.other);
  // A server that sends the range although the version is another.
  const deaf: Answer = (request, socket) => serve(OTHER, { etag: '"v2"' })({ ...request, headers: {} }, socket);
  const { content, reasons } = await attempt([serve(FILE, { upTo: 100_000 }), deaf, deaf]);
  assert.equal(content, SHA.other);
  assert.match(reasons[1]!, /changed on the server/);
});

Deno.test("download() without a version to compare begins anew, unless a checksum decides at the end", async () => {
  const answers = [serve(FILE, { upTo: 100_000, etag: "" }), serve(FILE, { etag: "" })];
  assert.deepEqual((await attempt(answers)).ranges, [undefined, undefined]);
  assert.deepEqual((await attempt(answers, { sha256: SHA.file })).ranges, [undefined, 100_000]);
});

Deno.test("download() goes on with what an earlier process left of the same file, and with nothing else", async () => {
  const part = FILE.subarray(0, 120_000);
  const resumed = await attempt([serve(FILE)], { before: leave(part, VERSION) });
  assert.deepEqual([resumed.content, resumed.ranges], [SHA.file, [120_000]]);
  for (const before of [leave(part), leave(part, { ...VERSION, url: "http://127.0.0.1/other" })]) {
    assert.deepEqual((await attempt([serve(FILE)], { before })).ranges, [undefined]);
  }
  const damagedNote = async (path: string) => {
    await Deno.writeFile(`${path}.part`, part);
    await Deno.writeTextFile(`${path}.part.json`, "{");
  };
  assert.equal((await attempt([serve(FILE)], { before: damagedNote })).content, SHA.file);
});

Deno.test("download() finishes a file whose last step was interrupted, and starts over when the rest cannot be", async () => {
  const whole = await attempt([serve(FILE)], { before: leave(FILE, VERSION) });
  assert.deepEqual([whole.content, whole.ranges], [SHA.file, [FILE.length]]);
  const longer = Uint8Array.from([...FILE, 1, 2, 3]);
  const tooLong = await attempt([serve(FILE)], { before: leave(longer, { validator: '"v1"' }) });
  assert.deepEqual([tooLong.content, tooLong.ranges], [SHA.file, [FILE.length + 3, undefined]]);
});

Deno.test("download() throws away what has another checksum, after a second look at resumed bytes", async () => {
  const wrong = await attempt([serve(OTHER)], { sha256: SHA.file });
  assert.match(wrong.error?.message ?? "", /expected SHA-256 .* got .*thrown away/);
  assert.deepEqual(wrong.names, []);
  assert.equal(wrong.ranges.length, 1);
  const damaged = await attempt([serve(FILE)], {
    sha256: SHA.file,
    before: leave(OTHER.subarray(0, 1000), VERSION),
  });
  assert.equal(damaged.content, SHA.file);
  assert.deepEqual(damaged.ranges, [1000, undefined]);
});

Deno.test("download() tries again after a server's trouble, waits as asked, and says what the last trouble was", async () => {
  const mended = await attempt([
    refuse("503 Service Unavailable", { "retry-after": "0" }),
    refuse("500 Internal Server Error"),
    refuse("429 Too Many Requests", { "retry-after": new Date(0).toUTCString() }),
    serve(FILE),
  ]);
  assert.equal(mended.content, SHA.file);
  assert.deepEqual(mended.reasons.map((reason) => /\d{3}/.exec(reason)?.[0]), ["503", "500", "429"]);
  const broken = await attempt([refuse("500 Internal Server Error")], { attempts: 3 });
  assert.match(broken.error?.message ?? "", /3 tries in a row failed, the last: the server answered 500/);
  assert.equal(broken.ranges.length, 3);
  const patient = await attempt([refuse("429 Too Many Requests", { "retry-after": "3600" })]);
  assert.match(patient.error?.message ?? "", /asks to wait 3600 seconds/);
});

Deno.test("download() asks once where asking again is in vain", async () => {
  for (
    const [status, remedy] of [["404 Not Found", /may have moved/], ["403 Forbidden", /look at the page/]] as const
  ) {
    const { error, ranges } = await attempt([refuse(status)]);
    assert.match(error?.message ?? "", new RegExp(status));
    assert.match(error?.message ?? "", remedy);
    assert.equal(ranges.length, 1);
  }
});

Deno.test("download() notices a length that is wrong", async () => {
  const announce = (length: number, body: Uint8Array): Answer => (_, socket) => {
    writeHead(socket, "200 OK", { "content-length": length });
    socket.end(body);
  };
  const short = await attempt([announce(FILE.length + 10, FILE)], { attempts: 2 });
  assert.match(short.error?.message ?? "", /2 tries in a row failed/);
  assert.equal(short.content, undefined);
  // More bytes than announced are cut off by the protocol; only the checksum shows it.
  const long = await attempt([announce(FILE.length - 10, FILE)], { sha256: SHA.file, attempts: 2 });
  assert.ok(long.error);
  assert.equal(long.content, undefined);
  const wrongRange: Answer = ({ rangeStart }, socket) => {
    if (rangeStart === undefined) return serve(FILE, { upTo: 1000 })({ path: "", headers: {} }, socket);
    writeHead(socket, "206 Partial Content", {
      "content-length": FILE.length,
      "content-range": `bytes 0-${FILE.length - 1}/${FILE.length}`,
      etag: '"v1"',
    });
    socket.end(FILE);
  };
  const { reasons } = await attempt([wrongRange], { attempts: 2 });
  assert.match(reasons.join(), /another range than asked for/);
});

Deno.test("download() takes a body without a length to its end, and an encoded one as it is sent", async () => {
  const chunked: Answer = (_, socket) => {
    writeHead(socket, "200 OK", { "transfer-encoding": "chunked" });
    socket.write(`${FILE.length.toString(16)}\r\n`);
    socket.write(FILE);
    socket.end("\r\n0\r\n\r\n");
  };
  assert.equal((await attempt([chunked])).content, SHA.file);
  const cut: Answer = (_, socket) => {
    writeHead(socket, "200 OK", { "transfer-encoding": "chunked" });
    socket.write("64\r\n");
    socket.end(FILE.subarray(0, 10));
  };
  assert.equal((await attempt([cut, chunked])).content, SHA.file);
  const packed = gzipSync(FILE);
  const encoded: Answer = (_, socket) => {
    writeHead(socket, "200 OK", { "content-encoding": "gzip", "content-length": packed.length, etag: '"v1"' });
    socket.end(packed);
  };
  assert.equal((await attempt([encoded])).content, sha256(packed));
});

Deno.test("download() of an empty file makes an empty file", async () => {
  const { content, names } = await attempt([serve(new Uint8Array())]);
  assert.deepEqual([content, names], [sha256(new Uint8Array()), ["trace.csv"]]);
});

Deno.test("download() refuses a disk that is too small before it begins, and keeps what came when it fills up", async () => {
  const small = await attempt([serve(FILE)], { freeBytes: () => Promise.resolve(1000) });
  assert.match(small.error?.message ?? "", /expected 17\.1 MB free on the disk, got 0\.0 MB/);
  assert.equal(small.content, undefined);
  // 70 MB are looked at once more on the way.
  const large = new Uint8Array(70_000_000);
  let looks = 0;
  const filling = await attempt([serve(large)], { freeBytes: () => Promise.resolve(looks++ === 0 ? 1e12 : 0) });
  assert.match(filling.error?.message ?? "", /free on the disk.*kept/);
  assert.deepEqual(filling.names, ["trace.csv.part", "trace.csv.part.json"]);
});

Deno.test("download() lets one process at a time write a file", async () => {
  const folder = await Deno.makeTempDir(), path = `${folder}/trace.csv`;
  await using server = await unreliableServer(serve(FILE, { upTo: 1000, then: "stall" }), serve(FILE));
  try {
    const first = download({ url: server.url }, path, QUICK);
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await assert.rejects(download({ url: server.url }, path, QUICK), /only one that writes the file/);
    await first;
    assert.equal(sha256(await Deno.readFile(path)), SHA.file);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("download() says so when nobody listens", async () => {
  const folder = await Deno.makeTempDir();
  const { url } = await (async () => {
    await using server = await unreliableServer(serve(FILE));
    return server;
  })();
  try {
    await assert.rejects(
      download({ url }, `${folder}/trace.csv`, { ...QUICK, attempts: 2 }),
      (error) => error instanceof CapacityError && /2 tries in a row failed.*refused/i.test(error.message),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
