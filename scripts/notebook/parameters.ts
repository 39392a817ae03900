/**
 * Parameters of a notebook: `const name = literal;` lines in the cell tagged `parameters`, which a run overrides by a cell behind it.
 *
 * The added cell declares the names again, which this kernel allows as long as both are `const`.
 */
import { CapacityError } from "@lib/core/errors.ts";
import { basename } from "node:path";
import { type CodeCell, hasTag, INJECTED_TAG, type Notebook, PARAMETERS_TAG } from "./notebook_file.ts";

/** What a parameter may hold. */
export type ParameterValue = string | number | boolean;

/** A parameter with its declared value, which also fixes its type. */
export interface Parameter {
  readonly name: string;
  readonly type: "string" | "number" | "boolean";
  readonly value: ParameterValue;
}

const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`/.source;
const NUMBER = /[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.source;
const DECLARATION = new RegExp(
  String
    .raw`^[ \t]*const[ \t]+([\p{L}_$][\p{L}\d_$]*)[ \t]*(?::[^=\n]+?)?[ \t]*=\s*(${STRING}|${NUMBER}|true|false)[ \t]*(?:;|$|//|/\*)`,
  "gmu",
);

/**
 * The parameters that a notebook declares, in its order; a constant that is computed is none.
 */
export function declaredParameters(notebook: Notebook): Parameter[] {
  const cell = notebook.cells.find((cell) => hasTag(cell, PARAMETERS_TAG));
  return [...(cell?.source ?? "").matchAll(DECLARATION)].map(([, name, literal]) => {
    const value = valueOf(literal!);
    return { name: name!, type: typeof value as Parameter["type"], value };
  });
}

/**
 * A given value as the declared type asks; texts from a command line are read, other values must fit.
 *
 * @throws {CapacityError} when it does not fit.
 */
export function fitParameter({ name, type }: Parameter, given: ParameterValue): ParameterValue {
  if (typeof given === type && given === given) return given;
  if (typeof given === "string") {
    const text = given.trim();
    const number = Number(text.replaceAll("_", ""));
    if (type === "number" && text !== "" && Number.isFinite(number)) return number;
    if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  }
  const expected = { string: "a text", number: "a number", boolean: "true or false" }[type];
  throw new CapacityError(`Cannot set parameter ${name}: expected ${expected}, got ${JSON.stringify(given)}`, {
    kind: "usage",
  });
}

/**
 * A copy of a notebook that runs with the given values: a cell tagged `injected-parameters` behind the one tagged `parameters`, in place
 * of any earlier one. Without values the copy has no such cell.
 *
 * @param file Name for the error.
 * @throws {CapacityError} when a name is not declared or a value does not fit.
 */
export function injectParameters(
  notebook: Notebook,
  values: Readonly<Record<string, ParameterValue>>,
  file = "notebook",
): Notebook {
  const cells = notebook.cells.filter((cell) => !hasTag(cell, INJECTED_TAG));
  const copy = { ...notebook, cells };
  if (Object.keys(values).length === 0) return copy;
  const declared = declaredParameters(notebook);
  const lines = Object.entries(values).map(([name, given]) => {
    const parameter = declared.find((parameter) => parameter.name === name);
    if (!parameter) throw unknownParameter(name, declared, file);
    return `const ${name} = ${JSON.stringify(fitParameter(parameter, given))};`;
  });
  const injected: CodeCell = {
    cell_type: "code",
    id: "injected-parameters",
    metadata: { tags: [INJECTED_TAG] },
    source: ["// The values of this run.", ...lines].join("\n"),
    execution_count: null,
    outputs: [],
  };
  cells.splice(cells.findIndex((cell) => hasTag(cell, PARAMETERS_TAG)) + 1, 0, injected);
  return copy;
}

function unknownParameter(name: string, declared: readonly Parameter[], file: string): CapacityError {
  const names = declared.map((parameter) => parameter.name).join(", ");
  return new CapacityError(
    `Cannot set parameter ${name}: expected ${
      names ? `one of ${names}` : "none, as no parameter is declared"
    }, got "${name}"`,
    { kind: "usage", place: { file: basename(file) } },
  );
}

function valueOf(literal: string): ParameterValue {
  if (literal === "true" || literal === "false") return literal === "true";
  if (!/^["'`]/.test(literal)) return Number(literal.replaceAll("_", ""));
  // Single quotes and backticks to the double quotes that JSON reads.
  const inner = literal.slice(1, -1).replace(/\\(['`])/g, "$1").replace(/(?<!\\)"/g, '\\"').replaceAll("\n", "\\n");
  try {
    return JSON.parse(`"${inner}"`);
  } catch {
    return literal.slice(1, -1);
  }
}
