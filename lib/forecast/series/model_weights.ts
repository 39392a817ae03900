/** How much each model counts, per segment of the horizon. */
import type { Lender, Lent } from "./lending.ts";

/** Models that take part at most. */
const MOST_MODELS = 35;
/** A model whose loss is a tenth higher counts about half as much. */
const SHARPNESS = 7;
/** Share of a segment's own score beside that of the whole horizon. */
const SEGMENT_SHARE = 0.4;
/** Origins at which a series' own experience counts as much as that of its peers. */
const PEER_ORIGINS = 1;
/** Series below which peers say nothing. */
const FEWEST_PEERS = 3;

/** A model and its weight; the best weighs 1. */
export interface Weighed {
  /** Index into the models of the trial. */
  readonly model: number;
  readonly weight: number;
}

/**
 * The models that count, best first.
 *
 * Scores are shrunk towards those of the peers, the more the fewer origins the series has.
 *
 * @param tried How the models did on the series' own origins.
 * @param segments Number of segments.
 * @returns One list per segment; empty where no model has a score.
 */
export function modelWeights(
  { names, scores, origins }: Pick<Lender, "names" | "scores"> & { readonly origins: number },
  lent: Lent | undefined,
  segments: number,
): Weighed[][] {
  const peers = lent && lent.series >= FEWEST_PEERS ? lent : undefined;
  const own = origins / (origins + PEER_ORIGINS);
  const blend = (whole = NaN, part = NaN): number => (1 - SEGMENT_SHARE) * whole + SEGMENT_SHARE * part;
  return Array.from({ length: segments }, (_, segment) => {
    const ranked = names.flatMap((name, model) => {
      const mine = blend(scores.overall[model], scores.segments[segment]?.[model]);
      const theirs = blend(peers?.overall.get(name), peers?.segments[segment]?.get(name));
      const score = theirs === theirs ? own * mine + (1 - own) * theirs : mine;
      return score === score ? [{ model, score }] : [];
    }).sort((a, b) => a.score - b.score || a.model - b.model).slice(0, MOST_MODELS);
    return ranked.map(({ model, score }) => ({ model, weight: Math.exp(-SHARPNESS * (score - ranked[0]!.score)) }));
  });
}
