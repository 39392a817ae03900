import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { notebookOf } from "./fixture.ts";
import { declaredParameters, fitParameter, injectParameters, type ParameterValue } from "./parameters.ts";

const declare = (source: string) => declaredParameters(notebookOf("const other = 1;", ["parameters", source]));

Deno.test("declaredParameters() reads literals with their types, and passes over what is computed", () => {
  const source = `// How many servers.
const servers = 120; // more is slower
const seed: number = -4_2
const share = 1.5e-3;
const start = "2022-01-01";
const tier: "fast" | "full" = 'fast';
const note = \`it's "so"\`;
const save = true;
const days = 3 * 30;
let changing = 5;
  const indented = false /* yes */;`;
  deepStrictEqual(declare(source).map(({ name, type, value }) => [name, type, value]), [
    ["servers", "number", 120],
    ["seed", "number", -42],
    ["share", "number", 0.0015],
    ["start", "string", "2022-01-01"],
    ["tier", "string", "fast"],
    ["note", "string", `it's "so"`],
    ["save", "boolean", true],
    ["indented", "boolean", false],
  ]);
  deepStrictEqual(declaredParameters(notebookOf("const a = 1;")), []);
});

Deno.test("what is injected is read back as it was given", () => {
  const value: fc.Arbitrary<ParameterValue> = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.boolean(),
  );
  fc.assert(fc.property(value, (given) => {
    const notebook = notebookOf(["parameters", `const a = ${JSON.stringify(given)};`]);
    deepStrictEqual(declaredParameters(notebook).map(({ value }) => value), [given]);
    const injected = injectParameters(notebook, { a: given }).cells[1];
    strictEqual(injected?.source, `// The values of this run.\nconst a = ${JSON.stringify(given)};`);
  }));
});

Deno.test("fitParameter() reads texts as the declared type asks", () => {
  const fit = (declared: ParameterValue, given: ParameterValue) =>
    fitParameter({ name: "a", type: typeof declared as "string", value: declared }, given);
  strictEqual(fit("x", "2024-01-01"), "2024-01-01");
  strictEqual(fit("x", "12"), "12");
  strictEqual(fit(1, " 1_000 "), 1000);
  strictEqual(fit(1, "-2.5e3"), -2500);
  strictEqual(fit(true, "false"), false);
  throws(() => fit(1, "many"), /^CapacityError: Cannot set parameter a: expected a number, got "many"$/);
  throws(() => fit(1, ""), /expected a number/);
  throws(() => fit(true, "yes"), /expected true or false, got "yes"/);
  throws(() => fit("x", 12), /expected a text, got 12/);
  throws(() => fit(1, "Infinity"), /expected a number/);
});

Deno.test("injectParameters() replaces an earlier injection and leaves the original alone", () => {
  const notebook = notebookOf("import 1", ["parameters", "const a = 1;\nconst b = 2;"], "a");
  const once = injectParameters(notebook, { a: "5" }), twice = injectParameters(once, { b: 7 });
  deepStrictEqual(twice.cells.map(({ source }) => source), [
    "import 1",
    "const a = 1;\nconst b = 2;",
    "// The values of this run.\nconst b = 7;",
    "a",
  ]);
  strictEqual(notebook.cells.length, 3);
  strictEqual(injectParameters(twice, {}).cells.length, 3);
});

Deno.test("injectParameters() lists the declared names when one is unknown", () => {
  const notebook = notebookOf(["parameters", "const servers = 1;\nconst horizon = 2;"]);
  throws(() => injectParameters(notebook, { horizn: 3 }, "notebooks/03.ipynb"), {
    message: 'Cannot set parameter horizn: expected one of servers, horizon, got "horizn" (file 03.ipynb)',
    kind: "usage",
  });
  throws(() => injectParameters(notebookOf("1"), { a: 3 }), /expected none, as no parameter is declared/);
});
