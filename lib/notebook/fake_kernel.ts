/** For tests: the messages that a cell would have sent. */

/** One published output. */
export interface SentOutput {
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
}

/** Runs code as if in a kernel and returns what it published. */
export async function publishedBy(run: () => Promise<void>): Promise<SentOutput[]> {
  const sent: SentOutput[] = [];
  const host = Deno as unknown as { jupyter: unknown };
  host.jupyter = {
    broadcast(type: string, content: Omit<SentOutput, "type">): Promise<void> {
      sent.push({ type, ...content });
      return Promise.resolve();
    },
  };
  try {
    await run();
  } finally {
    host.jupyter = undefined;
  }
  return sent;
}
