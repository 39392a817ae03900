/** The ledger in a few lines. */
import { type Table, textsOf } from "@lib/core/table.ts";
import type { LedgerAction } from "../ledger.ts";

/** Entries of one action and rule. */
export interface RuleCount {
  readonly action: LedgerAction;
  readonly rule: string;
  readonly count: number;
}

/**
 * Counts the entries of a ledger by action and rule, the most frequent first.
 *
 * @param ledger LEDGER.
 */
export function countsByRule(ledger: Table): RuleCount[] {
  const actions = textsOf(ledger, "action"), rules = textsOf(ledger, "rule");
  const counts = new Map<string, RuleCount & { count: number }>();
  for (let row = 0; row < ledger.rowCount; row++) {
    const action = actions[row] as LedgerAction, rule = rules[row] ?? "";
    const key = `${action}\u0000${rule}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { action, rule, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}
