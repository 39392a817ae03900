/** Text in UTF-16 as UTF-8: spreadsheets save it so, and everything of ours reads bytes. */

type Bytes = Uint8Array<ArrayBuffer>;

/** The same bytes, or those of the same text in UTF-8 where a byte-order mark says that they are UTF-16. */
export async function* utf8Bytes(chunks: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let first: Bytes = new Uint8Array(), decoder: TextDecoder | undefined, isStart = true;
  const encoder = new TextEncoder();
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (isStart) {
      bytes = first.length === 0 ? chunk : joined(first, chunk);
      if (bytes.length < 2) {
        first = bytes;
        continue;
      }
      isStart = false;
      decoder = utf16Decoder(bytes);
    }
    yield decoder ? encoder.encode(decoder.decode(bytes, { stream: true })) : bytes;
  }
  if (isStart && first.length > 0) yield first;
  if (decoder) yield encoder.encode(decoder.decode());
}

function utf16Decoder([first, second]: Bytes): TextDecoder | undefined {
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le");
  return first === 0xfe && second === 0xff ? new TextDecoder("utf-16be") : undefined;
}

function joined(first: Bytes, second: Bytes): Bytes {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
