/** Patience with a connection, up to a point. */
import { Interruption } from "./interruption.ts";

/** Ends a request when no byte has come for a while. */
export class StallWatch implements Disposable {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout>;

  constructor(readonly stallMs: number) {
    this.#timer = this.#start();
  }

  /** Fires when nothing came. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something came. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  #start(): ReturnType<typeof setTimeout> {
    const stalled = new Interruption(`no byte for ${this.stallMs / 1000} seconds`);
    return setTimeout(() => this.#controller.abort(stalled), this.stallMs);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
