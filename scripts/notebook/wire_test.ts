import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { fromFrames, newMessage, toFrames } from "./wire.ts";

Deno.test("fromFrames() reads what toFrames() wrote, also behind routing frames", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.uint8Array(), (content, routing) => {
      fc.pre(routing.length !== 9);
      const message = newMessage("session", "stream", JSON.parse(JSON.stringify(content)));
      deepStrictEqual(fromFrames("key", [routing, ...toFrames("key", message)]), message);
    }),
  );
});

Deno.test("fromFrames() refuses a message signed with another key", () => {
  throws(() => fromFrames("key", toFrames("other", newMessage("session", "status", {}))), /wrong signature/);
});

Deno.test("fromFrames() passes over frames that hold no message", () => {
  strictEqual(fromFrames("key", [Uint8Array.of(1), Uint8Array.of(2)]), undefined);
});
