/** One row of a CSV file, as places in a buffer: a cell is decoded only when it is asked for. */
import { CapacityError } from "@lib/core/errors.ts";
import { decodedText } from "./decoded_text.ts";
import { formedNumber, type NumberForm } from "./number_form.ts";
import { numberIn } from "./number_text.ts";

/** Words for "no value" that exports write into number columns. */
const MISSING = /^(\s*|nan|null|none|nil|undefined|na|n\/a|#n\/a|\\n|-+)$/i;
const INFINITE = /^([+-]?)inf(inity)?$/i;

/** A row; the reader moves the same object from row to row, so nothing of it may be kept. */
export class CsvRow {
  /** 1-based line on which the row starts. */
  line = 0;
  /** Number of cells. */
  count = 0;
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array();
  /** First byte of each cell and the one after its last, quotes and blanks around it left out. */
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 1 where a quoted cell holds doubled quotes. */
  escaped = new Uint8Array(64);

  readonly #file: string;
  readonly #decimal: number;
  readonly #header: readonly string[];
  readonly #form: NumberForm;

  constructor(file: string, header: readonly string[] = [], form: NumberForm = { decimal: "." }) {
    this.#file = file;
    this.#header = header;
    this.#form = form;
    this.#decimal = form.decimal.charCodeAt(0);
  }

  /** Adds a cell; called by the reader. */
  addCell(start: number, end: number, isEscaped: boolean): void {
    if (this.count === this.starts.length) {
      this.starts = grown(this.starts, new Int32Array(2 * this.count));
      this.ends = grown(this.ends, new Int32Array(2 * this.count));
      this.escaped = grown(this.escaped, new Uint8Array(2 * this.count));
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.escaped[this.count++] = isEscaped ? 1 : 0;
  }

  /** Whether a cell has no character. */
  isEmpty(column: number): boolean {
    return this.starts[column] === this.ends[column];
  }

  /** A cell as text. */
  text(column: number): string {
    const text = decodedText(this.bytes.subarray(this.starts[column], this.ends[column]));
    return this.escaped[column] ? text.replaceAll('""', '"') : text;
  }

  /**
   * A cell as a number, `NaN` = missing.
   *
   * @throws {CapacityError} when the cell holds anything else.
   */
  number(column: number): number {
    const start = this.starts[column]!, end = this.ends[column]!;
    if (start === end) return NaN;
    const value = numberIn(this.bytes, start, end, this.#decimal);
    return value === value ? value : this.#numberWord(column);
  }

  /** A cell as a number where words are none: `NaN` for everything but a decimal number. */
  plainNumber(column: number): number {
    return numberIn(this.bytes, this.starts[column]!, this.ends[column]!, this.#decimal);
  }

  /** The error for this row, or one cell of it. */
  error(problem: string, options: { column?: number; remedy?: string } = {}): CapacityError {
    const { column, remedy } = options;
    const name = column === undefined ? undefined : this.#header[column] || `${column + 1}`;
    return new CapacityError(`Cannot read readings: ${problem}`, {
      place: { file: this.#file, row: this.line, ...(name === undefined ? {} : { column: name }) },
      ...(remedy === undefined ? {} : { remedy }),
    });
  }

  #numberWord(column: number): number {
    const text = this.text(column);
    if (MISSING.test(text)) return NaN;
    const infinite = text.match(INFINITE);
    if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
    const value = formedNumber(text, this.#form, this.#form.suffixes?.[column]);
    if (value === value) return value;
    throw this.error(`expected a number, got "${text.slice(0, 40)}"`, {
      column,
      remedy: /^[-+]?\d[\d.,]*$/.test(text)
        ? 'say in a map file whether "decimal" is "." or ",", or mend the cell'
        : "mend the cell, or leave it empty when the reading is missing",
    });
  }
}

function grown<Values extends Int32Array | Uint8Array>(values: Values, into: Values): Values {
  into.set(values);
  return into;
}
