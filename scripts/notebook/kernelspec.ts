/** How Jupyter finds this very Deno: a kernelspec in a folder of the project, named by JUPYTER_PATH. */
import { delimiter, join } from "node:path";

/** The name under which notebooks ask for the kernel. */
export const KERNEL_NAME = "deno";

/**
 * Writes the kernelspec for this Deno into a folder.
 *
 * @returns The environment under which Jupyter finds it.
 */
export async function writeKernelspec(folder: string): Promise<Record<string, string>> {
  const spec = {
    argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
    // Colour codes would be saved with the outputs.
    env: { NO_COLOR: "1" },
  };
  const place = join(folder, "kernels", KERNEL_NAME);
  await Deno.mkdir(place, { recursive: true });
  await Deno.writeTextFile(join(place, "kernel.json"), JSON.stringify(spec, undefined, 2) + "\n");
  return { JUPYTER_PATH: [folder, Deno.env.get("JUPYTER_PATH")].filter(Boolean).join(delimiter) };
}
