/**
 * Jupyter messages as frames: four JSON parts, signed with the connection's key.
 *
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html (protocol 5.3)
 */
import { createHmac } from "node:crypto";

/** The JSON object that carries what a message says. */
export type Content = Readonly<Record<string, unknown>>;

/** Names a message and says what kind it is. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** A message between a client and a kernel. */
export interface Message {
  readonly header: Header;
  /** The header of the request that this message answers; empty when there is none. */
  readonly parent: Partial<Header>;
  readonly content: Content;
}

const DELIMITER = "<IDS|MSG>";
const encoder = new TextEncoder(), decoder = new TextDecoder();

/** A new message of this session. */
export function newMessage(session: string, type: string, content: Content, parent: Partial<Header> = {}): Message {
  const header: Header = {
    msg_id: crypto.randomUUID(),
    msg_type: type,
    session,
    username: "capacity",
    date: new Date().toISOString(),
    version: "5.3",
  };
  return { header, parent, content };
}

/** The frames of a message, signed. */
export function toFrames(key: string, { header, parent, content }: Message): Uint8Array[] {
  const parts = [header, parent, {}, content].map((part) => encoder.encode(JSON.stringify(part)));
  return [encoder.encode(DELIMITER), encoder.encode(sign(key, parts)), ...parts];
}

/**
 * The message in frames that came from a kernel, or nothing when they hold none.
 *
 * @throws {Error} when the signature is wrong: the stream is damaged, or somebody else speaks.
 */
export function fromFrames(key: string, frames: readonly Uint8Array[]): Message | undefined {
  const at = frames.findIndex((frame) => frame.length === DELIMITER.length && decoder.decode(frame) === DELIMITER);
  const [signature, header, parent, metadata, content] = frames.slice(at + 1);
  if (at < 0 || !signature || !header || !parent || !metadata || !content) return undefined;
  if (decoder.decode(signature) !== sign(key, [header, parent, metadata, content])) {
    throw new Error("Cannot read from the kernel: expected a signed message, got one with a wrong signature");
  }
  return { header: parse(header), parent: parse(parent), content: parse(content) };
}

function sign(key: string, parts: readonly Uint8Array[]): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

function parse<T>(bytes: Uint8Array): T {
  return JSON.parse(decoder.decode(bytes));
}
