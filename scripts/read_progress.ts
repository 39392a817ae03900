/** How far a list of input files has been read. */
import type { InputFile } from "@lib/io/mod.ts";

/**
 * The same files; tells how many stored bytes of them were read so far. What is read twice counts once.
 *
 * @param onBytes Called with the bytes read of all files together.
 */
export function withReadProgress(files: readonly InputFile[], onBytes: (read: number) => void): InputFile[] {
  let all = 0;
  return files.map((file) => {
    let furthest = 0;
    return {
      ...file,
      open: () => {
        let at = 0;
        const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
          transform(chunk, controller) {
            at += chunk.length;
            if (at > furthest) {
              all += at - furthest;
              furthest = at;
              onBytes(all);
            }
            controller.enqueue(chunk);
          },
        });
        return file.open().pipeThrough(counted);
      },
    };
  });
}
