/** Source files that live in memory: for tests, examples and pasted data. */
import type { SourceFile } from "./source_file.ts";

/** A file with the given text, or the given bytes. */
export function memoryFile(name: string, content: string | Uint8Array): SourceFile {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    open: () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          // Small chunks, so that rows and numbers are cut at every place in the end.
          for (let at = 0; at < bytes.length; at += 1021) controller.enqueue(bytes.slice(at, at + 1021));
          controller.close();
        },
      }),
  };
}

/** The same content as gz. */
export async function gzFile(name: string, content: string): Promise<SourceFile> {
  const packed = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  return memoryFile(name, new Uint8Array(await new Response(packed).arrayBuffer()));
}
