/** A Jupyter server of a test's own: its configuration, its kernelspec and its port are nobody else's. */
import { join } from "node:path";
import type { Jupyter } from "./jupyter.ts";
import { writeKernelspec } from "./kernelspec.ts";

/** A running server; dispose of it to end it. */
export interface JupyterServer extends AsyncDisposable {
  /** For example `http://127.0.0.1:8890`; no token is asked for. */
  readonly url: string;
}

const START_LIMIT_MS = 60_000, PAUSE_MS = 100;

/**
 * Starts JupyterLab on a folder, reachable from this machine only.
 *
 * @param own Where its configuration and run files go.
 */
export async function startJupyterServer(jupyter: Jupyter, folder: string, own: string): Promise<JupyterServer> {
  const port = freePort(), url = `http://127.0.0.1:${port}`;
  const args = [
    ...jupyter.args,
    folder,
    "--no-browser",
    "--ip=127.0.0.1",
    `--port=${port}`,
    "--allow-root",
    "--IdentityProvider.token=",
    // Lets the test reach the application object instead of clicking through menus.
    "--LabApp.expose_app_in_browser=True",
  ];
  const env = {
    ...await writeKernelspec(join(own, "kernelspec")),
    JUPYTER_CONFIG_DIR: join(own, "config"),
    JUPYTER_RUNTIME_DIR: join(own, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: join(own, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(own, "workspaces"),
    IPYTHONDIR: join(own, "ipython"),
  };
  const server = new Deno.Command(jupyter.program, { args, env, stdin: "null", stdout: "null", stderr: "null" })
    .spawn();
  const stop = async (): Promise<void> => {
    // Its kernels end with the first signal; a second one would be asked for at a terminal.
    server.kill("SIGTERM");
    const timer = setTimeout(() => server.kill("SIGKILL"), 10_000);
    await server.status;
    clearTimeout(timer);
  };
  for (const end = performance.now() + START_LIMIT_MS; !await answers(`${url}/api`);) {
    if (performance.now() > end) {
      await stop();
      throw new Error(`Jupyter did not answer at ${url} within ${START_LIMIT_MS / 1000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return { url, [Symbol.asyncDispose]: stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}
