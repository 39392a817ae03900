import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { encodeMessage, MessageDecoder, ZmtpSocket } from "./zmtp.ts";

const frame = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ minLength: 250, maxLength: 600 }));
const message = fc.array(frame, { minLength: 1, maxLength: 6 });
const plain = (messages: Uint8Array[][]): number[][][] => messages.map((frames) => frames.map((bytes) => [...bytes]));

Deno.test("MessageDecoder gives back what encodeMessage made, however the stream is chopped", () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), fc.integer({ min: 1, max: 700 }), (messages, chunkBytes) => {
      const stream = Uint8Array.from(messages.flatMap((frames) => [...encodeMessage(frames)]));
      const decoder = new MessageDecoder({ greeting: false }), received: Uint8Array[][] = [];
      for (let at = 0; at < stream.length; at += chunkBytes) {
        received.push(...decoder.push(stream.subarray(at, at + chunkBytes)));
      }
      deepStrictEqual(plain(received), plain(messages));
    }),
  );
});

Deno.test("MessageDecoder holds frames larger than its buffer", () => {
  const large = new Uint8Array(3_000_000).fill(7), decoder = new MessageDecoder({ greeting: false });
  const received: Uint8Array[][] = [];
  const stream = encodeMessage([large, Uint8Array.of(1)]);
  for (let at = 0; at < stream.length; at += 65_536) received.push(...decoder.push(stream.subarray(at, at + 65_536)));
  strictEqual(received.length, 1);
  strictEqual(received[0]?.[0]?.length, large.length);
  deepStrictEqual(received[0]?.[1], Uint8Array.of(1));
});

Deno.test("MessageDecoder refuses bytes that are no ZMTP", () => {
  throws(() => new MessageDecoder({ greeting: false }).push(Uint8Array.of(0xff, 1, 2)), /frame flags 0 to 7, got 255/);
});

Deno.test("ZmtpSocket greets, says what it is and sends", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const peer = (async () => {
    using connection = await listener.accept();
    await connection.write(new Uint8Array(64));
    const decoder = new MessageDecoder(), chunk = new Uint8Array(1024), messages: Uint8Array[][] = [];
    while (messages.length < 2) {
      const count = await connection.read(chunk);
      if (count === null) break;
      messages.push(...decoder.push(chunk.subarray(0, count)));
    }
    await connection.write(encodeMessage([Uint8Array.of(9)]));
    return messages;
  })();
  const socket = await ZmtpSocket.connect(port, "SUB");
  await socket.send([Uint8Array.of(4, 2)]);
  for await (const frames of socket) {
    deepStrictEqual(plain([frames]), [[[9]]]);
    break;
  }
  socket.close();
  socket.close();
  deepStrictEqual(plain(await peer), [[[1]], [[4, 2]]]);
});
