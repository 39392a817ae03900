/** What a cell has put out, gathered from the kernel's messages as Jupyter does it. */
import { stripVTControlCharacters } from "node:util";
import type { MediaBundle, Output } from "./notebook_file.ts";
import type { Content, Message } from "./wire.ts";

/** The output of a cell that failed. */
export type ErrorOutput = Extract<Output, { output_type: "error" }>;
type Displayed = Extract<Output, { data: MediaBundle }>;

/** The displays of a notebook by their id, so that a later cell can update an earlier one's. */
export class Displays {
  readonly #byId = new Map<string, Displayed[]>();

  add(id: string, output: Displayed): void {
    this.#byId.set(id, [...this.#byId.get(id) ?? [], output]);
  }

  update(id: string, content: Content): void {
    for (const output of this.#byId.get(id) ?? []) Object.assign(output, shown(content));
  }
}

/** The outputs of one cell. */
export class CellOutputs {
  readonly #displays: Displays;
  readonly #outputs: Output[];
  #clearBeforeNext = false;
  #error: ErrorOutput | undefined;

  /** @param outputs The cell's own list, filled in place. */
  constructor(displays: Displays, outputs: Output[]) {
    this.#displays = displays;
    this.#outputs = outputs;
  }

  /** The error that ended the cell; it overtakes outputs on its way, so it is no part of the list until the cell is over. */
  get error(): ErrorOutput | undefined {
    return this.#error;
  }

  /** Takes in a message of the output channel; those that are no output are passed over. */
  take({ header, content }: Message): void {
    switch (header.msg_type) {
      case "stream":
        this.#addText(String(content.name), clean(content.text));
        break;
      case "display_data":
        this.#addDisplay({ output_type: "display_data", ...shown(content) }, content);
        break;
      case "execute_result": {
        const count = typeof content.execution_count === "number" ? content.execution_count : null;
        this.#addDisplay({ output_type: "execute_result", ...shown(content), execution_count: count }, content);
        break;
      }
      case "update_display_data":
        this.#displays.update(displayId(content) ?? "", content);
        break;
      case "clear_output":
        if (content.wait) this.#clearBeforeNext = true;
        else this.#outputs.length = 0;
        break;
      case "error":
        this.#error = {
          output_type: "error",
          ename: String(content.ename),
          evalue: clean(content.evalue),
          traceback: Array.isArray(content.traceback) ? content.traceback.map(clean) : [],
        };
    }
  }

  #addText(name: string, text: string): void {
    const last = this.#clearBeforeNext ? undefined : this.#outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) last.text += text;
    else this.#add({ output_type: "stream", name, text });
  }

  #addDisplay(output: Displayed, content: Content): void {
    this.#add(output);
    const id = displayId(content);
    if (id) this.#displays.add(id, output);
  }

  #add(output: Output): void {
    if (this.#clearBeforeNext) this.#outputs.length = 0;
    this.#clearBeforeNext = false;
    this.#outputs.push(output);
  }
}

function shown(content: Content): { data: MediaBundle; metadata: Record<string, unknown> } {
  const data = Object.fromEntries(
    Object.entries(content.data ?? {}).map((
      [type, value],
    ) => [type, type === "text/plain" && typeof value === "string" ? clean(value) : value]),
  );
  return { data, metadata: { ...content.metadata as Record<string, unknown> | undefined } };
}

function displayId(content: Content): string | undefined {
  return (content.transient as { display_id?: string } | null | undefined)?.display_id;
}

/** Colours make a text that differs from terminal to terminal. */
function clean(text: unknown): string {
  return stripVTControlCharacters(String(text ?? ""));
}
