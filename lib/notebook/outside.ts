/** Whether a cell is running in Deno's Jupyter kernel, and how to publish there; everywhere else publishing does nothing. */

/** Representations of one value by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** How an output is published. */
export interface PublishOptions {
  /** Per MIME type, for example the size of an image. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Names the output so that it can be updated. */
  readonly displayId?: string;
  /** Replaces the output of that name instead of adding one. */
  readonly update?: boolean;
}

/** Whether this code runs in the kernel. */
export function inKernel(): boolean {
  return kernel() !== undefined;
}

/** Publishes an output under the running cell; resolves when the kernel has taken it. Outside a kernel it does nothing. */
export async function publish(data: MimeBundle, options: PublishOptions = {}): Promise<void> {
  const { metadata = {}, displayId, update = false } = options;
  await kernel()?.broadcast(update ? "update_display_data" : "display_data", {
    data: { ...data },
    metadata: { ...metadata },
    transient: displayId === undefined ? {} : { display_id: displayId },
  });
}

interface Kernel {
  broadcast(type: string, content: Record<string, unknown>): Promise<void>;
}

function kernel(): Kernel | undefined {
  try {
    const { jupyter } = Deno as unknown as { jupyter?: Kernel };
    return typeof jupyter?.broadcast === "function" ? jupyter : undefined;
  } catch {
    // The property throws on access outside the `deno jupyter` command.
    return undefined;
  }
}
