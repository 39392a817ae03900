/** Low, middle and high quantiles: a model may know the floor of a series well and its peaks badly, so each group has weights of its own. */

/** Edges of the groups: levels up to 0.3 are low, from 0.7 on high. */
const LOW_END = 0.35, HIGH_START = 0.65;

/** Number of groups. */
export const DECILE_GROUPS = 3;

/** Group of a level: 0 low, 1 middle, 2 high. */
export function groupOfLevel(level: number): number {
  return level < LOW_END ? 0 : level < HIGH_START ? 1 : 2;
}
