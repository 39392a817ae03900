/** How much each model counts, per segment of the horizon. */
import type { Lender, Lent } from "./lending.ts";

/** Models that take part at most. */
const MOST_MODELS = 35;
/** A model whose loss is a tenth higher counts about half as much, when the origins span so many horizons; more alike when they span less. */
const SHARPNESS = 7, SHARP_SPAN = 8;
/** Share of a segment's own score beside that of the whole horizon. */
const SEGMENT_SHARE = 0.4;
/** Horizons that the origins must span for a series' own experience to count as much as that of its peers. */
const PEER_SPAN = 2;
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
 * Scores are shrunk towards those of the peers, the more the shorter the span of the series' own origins.
 *
 * @param tried How the models did on the series' own origins, and how many horizons these span.
 * @param segments Number of segments.
 * @returns One list per segment; empty where no model has a score.
 */
export function modelWeights(
  { names, scores, span }: Pick<Lender, "names" | "scores"> & { readonly span: number },
  lent: Lent | undefined,
  segments: number,
): Weighed[][] {
  const peers = lent && lent.series >= FEWEST_PEERS ? lent : undefined;
  const own = span / (span + PEER_SPAN), sharpness = SHARPNESS * Math.min(1, Math.sqrt(span / SHARP_SPAN));
  const blend = (whole = NaN, part = NaN): number => (1 - SEGMENT_SHARE) * whole + SEGMENT_SHARE * part;
  return Array.from({ length: segments }, (_, segment) => {
    const ranked = names.flatMap((name, model) => {
      const mine = blend(scores.overall[model], scores.segments[segment]?.[model]);
      const theirs = blend(peers?.overall.get(name), peers?.segments[segment]?.get(name));
      const score = theirs === theirs ? own * mine + (1 - own) * theirs : mine;
      return score === score ? [{ model, score }] : [];
    }).sort((a, b) => a.score - b.score || a.model - b.model).slice(0, MOST_MODELS);
    return ranked.map(({ model, score }) => ({ model, weight: Math.exp(-sharpness * (score - ranked[0]!.score)) }));
  });
}
