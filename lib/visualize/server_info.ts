/** What charts know of a server: its metadata, any of which a real fleet may lack. */
import type { Table } from "@lib/core/table.ts";
import { UNKNOWN } from "./theme.ts";

/** A server and its metadata; missing is `null` or absent. */
export interface ServerInfo {
  readonly server_id: string;
  readonly server_type?: string | null;
  readonly business_unit?: string | null;
  readonly criticality?: string | null;
  readonly region?: string | null;
}

/** The servers of an inventory table (contract FLEET), or of any table with `server_id` and metadata columns. */
export function serversOf(table: Table): ServerInfo[] {
  const text = (column: string, row: number): string | null => {
    const cell = table.columns[column]?.[row];
    return typeof cell === "string" ? cell : null;
  };
  return Array.from({ length: table.rowCount }, (_, row) => ({
    server_id: text("server_id", row) ?? "",
    server_type: text("server_type", row),
    business_unit: text("business_unit", row),
    criticality: text("criticality", row),
    region: text("region", row),
  }));
}

/** One metadata value per server of a panel, in its order; servers without one are UNKNOWN. */
export function valuesOf(
  ids: readonly string[],
  servers: readonly ServerInfo[],
  field: Exclude<keyof ServerInfo, "server_id">,
): string[] {
  const byId = new Map(servers.map((server) => [server.server_id, server[field]]));
  return ids.map((id) => byId.get(id) ?? UNKNOWN);
}
