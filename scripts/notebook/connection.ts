/** How a kernel is told where to listen: a file with five free ports and a secret key. */

/** The connection file of a kernel, by the names that Jupyter gives them. */
export interface Connection {
  readonly ip: string;
  readonly transport: "tcp";
  readonly key: string;
  readonly signature_scheme: "hmac-sha256";
  readonly kernel_name: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
}

/** A connection on this machine, with ports that were free a moment ago. */
export function newConnection(): Connection {
  const [shell, iopub, stdin, control, heartbeat] = freePorts(5);
  return {
    ip: "127.0.0.1",
    transport: "tcp",
    key: crypto.randomUUID(),
    signature_scheme: "hmac-sha256",
    kernel_name: "deno",
    shell_port: shell!,
    iopub_port: iopub!,
    stdin_port: stdin!,
    control_port: control!,
    hb_port: heartbeat!,
  };
}

/** Ports are held all at once before they are let go, so that they differ. */
function freePorts(count: number): number[] {
  const listeners = Array.from({ length: count }, () => Deno.listen({ hostname: "127.0.0.1", port: 0 }));
  try {
    return listeners.map((listener) => (listener.addr as Deno.NetAddr).port);
  } finally {
    for (const listener of listeners) listener.close();
  }
}
