/** A file on its way: its first bytes, and what the server said of it, so that a later process can go on. */
import { CapacityError } from "@lib/core/errors.ts";
import { sha256Of } from "./sha256.ts";

/** The version of a remote file that the bytes belong to. */
export interface RemoteVersion {
  readonly url: string;
  /** What goes into If-Range: a strong ETag, or else the time of the last change. */
  readonly validator?: string;
  /** Bytes of the whole file, where the server tells. */
  readonly total?: number;
}

/** `<path>.part` beside `<path>.part.json`, which tells the version. */
export class PartialFile implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #part: string;
  #size: number;
  #version: RemoteVersion | undefined;
  #isOpen = true;

  private constructor(
    readonly path: string,
    file: Deno.FsFile,
    { size, version }: { size: number; version: RemoteVersion | undefined },
  ) {
    this.#file = file;
    this.#part = partOf(path);
    this.#size = size;
    this.#version = version;
  }

  /**
   * Opens what is there, or begins.
   *
   * @throws {CapacityError} when another process is writing it.
   */
  static async open(path: string): Promise<PartialFile> {
    const file = await Deno.open(partOf(path), { read: true, write: true, create: true });
    if (!await file.tryLock(true)) {
      file.close();
      throw new CapacityError("Cannot download: expected to be the only one that writes the file, got another", {
        place: { file: path },
        remedy: "wait for the other download, or end it",
      });
    }
    const { size } = await file.stat();
    const version = await Deno.readTextFile(`${partOf(path)}.json`).then(versionOf, () => undefined);
    return new PartialFile(path, file, { size, version });
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  /** What the bytes belong to; `undefined` when nobody wrote it down. */
  get version(): RemoteVersion | undefined {
    return this.#version;
  }

  /** Throws the bytes away and begins with another version. */
  async restart(version?: RemoteVersion): Promise<void> {
    await this.#file.truncate(0);
    await this.#file.seek(0, Deno.SeekMode.Start);
    this.#size = 0;
    this.#version = version;
    // Written before the first byte, so that bytes without a version are never taken for others.
    if (version) await Deno.writeTextFile(`${this.#part}.json`, JSON.stringify(version));
    else await remove(`${this.#part}.json`);
  }

  /** Adds bytes at the end. */
  async append(bytes: Uint8Array): Promise<void> {
    await this.#file.seek(this.#size, Deno.SeekMode.Start);
    for (let done = 0; done < bytes.length;) {
      const written = await this.#file.write(bytes.subarray(done));
      done += written;
      this.#size += written;
    }
  }

  /** SHA-256 of the bytes so far. */
  async sha256(): Promise<string> {
    return await sha256Of(this.#part);
  }

  /** Puts the file in its place in one step. */
  async finish(): Promise<void> {
    await this.#file.sync();
    this.#close();
    await Deno.rename(this.#part, this.path);
    await remove(`${this.#part}.json`);
  }

  /** Removes the bytes. */
  async discard(): Promise<void> {
    this.#close();
    await remove(this.#part);
    await remove(`${this.#part}.json`);
  }

  [Symbol.dispose](): void {
    this.#close();
  }

  #close(): void {
    if (this.#isOpen) this.#file.close();
    this.#isOpen = false;
  }
}

function partOf(path: string): string {
  return `${path}.part`;
}

/** What a damaged file says is as good as nothing. */
function versionOf(text: string): RemoteVersion | undefined {
  try {
    const version = JSON.parse(text);
    return typeof version?.url === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

async function remove(path: string): Promise<void> {
  await Deno.remove(path).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
