/** How much work a forecast may cost: one recipe with a smaller or larger pool of models. */

/** The tiers, cheapest first. */
export const TIERS = ["fast", "standard", "full"] as const;
/** How much work a forecast may cost. */
export type Tier = typeof TIERS[number];
