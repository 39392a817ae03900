/** The house rules as a lint plugin: which folder may import which, and what a pure folder may not touch. */

/** Folders of lib that each folder may import; every folder may import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  stats: ["core"],
  generate: ["core", "stats"],
  ingest: ["core", "stats"],
  etl: ["core", "stats"],
  forecast: ["core", "stats"],
  risk: ["core", "stats"],
  visualize: ["core", "stats"],
  io: ["core"],
  notebook: ["core", "visualize"],
  cloud: ["core", "io", "generate", "forecast", "risk"],
};

const PURE = new Set(["core", "stats", "generate", "ingest", "etl", "forecast", "risk", "visualize"]);
const IMPURE_MEMBERS = new Set(["Math.random", "Date.now"]);
/** Globals that reach the outside, the clock or a later time. */
const IMPURE_GLOBALS = new Set([
  ...["Deno", "performance", "fetch", "WebSocket", "Worker", "EventSource"],
  ...["setTimeout", "setInterval", "globalThis", "process"],
]);
/** Modules that reach the disk, the network or another process. */
const IMPURE_MODULES =
  /^(node:)?(fs|fs\/promises|net|dgram|tls|http|https|child_process|worker_threads|process|os)$|^@duckdb\//;

function folderOf(path: string): string | undefined {
  // The last one: the project itself may lie below a folder called lib.
  return [...path.replaceAll("\\", "/").matchAll(/(?:^|\/)lib\/(?=([a-z]+)\/)/g)].at(-1)?.[1];
}

function targetOf(filename: string, specifier: string): string | undefined {
  if (specifier.startsWith("@lib/")) return specifier.slice("@lib/".length).split("/")[0];
  if (!specifier.startsWith(".")) return undefined;
  const target = new URL(specifier, `file:///${filename.replaceAll("\\", "/").replace(/^\/+/, "")}`).pathname;
  return folderOf(target) ?? "outside lib";
}

/** Whether an identifier is only the name of a member or a key, as in `window.fetch` or `{ process: 1 }`. */
function isMemberName(node: Deno.lint.Identifier): boolean {
  const { parent } = node;
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent.type === "Property") return parent.key === node && parent.value !== node;
  return parent.type === "TSPropertySignature" || parent.type === "PropertyDefinition" ||
    parent.type === "MethodDefinition";
}

function isTest(filename: string): boolean {
  return /_(test|bench)\.tsx?$/.test(filename);
}

const plugin: Deno.lint.Plugin = {
  name: "house",
  rules: {
    "import-direction": {
      create(context) {
        const folder = folderOf(context.filename);
        if (!folder || isTest(context.filename)) return {};
        const check = (node: Deno.lint.Node, specifier: unknown): void => {
          if (typeof specifier !== "string") return;
          const target = targetOf(context.filename, specifier);
          if (!target || target === folder || MAY_IMPORT[folder]?.includes(target)) return;
          context.report({ node, message: `lib/${folder} may not import ${target}` });
        };
        return {
          ImportDeclaration: (node) => check(node, node.source.value),
          ExportNamedDeclaration: (node) => check(node, node.source?.value),
          ExportAllDeclaration: (node) => check(node, node.source.value),
          ImportExpression: (node) => {
            if (node.source.type === "Literal") check(node, node.source.value);
          },
        };
      },
    },
    "pure-folder": {
      create(context) {
        const folder = folderOf(context.filename);
        if (!folder || !PURE.has(folder) || isTest(context.filename)) return {};
        const refuseImpure = (node: Deno.lint.Node, specifier: unknown): void => {
          if (typeof specifier === "string" && IMPURE_MODULES.test(specifier)) {
            context.report({ node, message: `lib/${folder} is pure: no ${specifier}` });
          }
        };
        return {
          MemberExpression(node) {
            if (node.object.type !== "Identifier") return;
            const member = node.property.type === "Identifier"
              ? node.property.name
              : node.property.type === "Literal"
              ? node.property.value
              : undefined;
            const name = `${node.object.name}.${member}`;
            if (IMPURE_MEMBERS.has(name)) context.report({ node, message: `lib/${folder} is pure: no ${name}` });
          },
          Identifier(node) {
            if (IMPURE_GLOBALS.has(node.name) && !isMemberName(node)) {
              context.report({ node, message: `lib/${folder} is pure: no ${node.name}` });
            }
          },
          CallExpression(node) {
            if (node.callee.type === "Identifier" && node.callee.name === "Date") {
              context.report({ node, message: `lib/${folder} is pure: no clock` });
            }
          },
          NewExpression(node) {
            if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0) {
              context.report({ node, message: `lib/${folder} is pure: no clock` });
            }
          },
          ImportDeclaration: (node) => refuseImpure(node, node.source.value),
          ExportNamedDeclaration: (node) => refuseImpure(node, node.source?.value),
          ExportAllDeclaration: (node) => refuseImpure(node, node.source.value),
          ImportExpression: (node) =>
            refuseImpure(node, node.source.type === "Literal" ? node.source.value : undefined),
        };
      },
    },
  },
};

export default plugin;
