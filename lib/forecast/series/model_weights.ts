/** How much each model counts, for each part of the forecast. */
import type { Lender, Lent } from "./lending.ts";

/** Models that take part at most. */
const MOST_MODELS = 35;
/** A model whose loss is a tenth higher counts about half as much, when the origins span so many horizons; more alike when they span less. */
const SHARPNESS = 7, SHARP_SPAN = 8;
/** Horizons that the origins must span for a series' own experience to count as much as that of its peers. */
const PEER_SPAN = 1;
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
 * @returns One list per part (model_scores.ts); none where nothing was tried, an empty one where no model has a score.
 */
export function modelWeights(
  { names, scores, span }: Pick<Lender, "names" | "scores"> & { readonly span: number },
  lent: Lent | undefined,
): Weighed[][] {
  const peers = lent && lent.series >= FEWEST_PEERS ? lent.scores : undefined;
  const own = span / (span + PEER_SPAN), sharpness = SHARPNESS * Math.min(1, Math.sqrt(span / SHARP_SPAN));
  return scores.map((part, index) => {
    const ranked = names.flatMap((name, model) => {
      const mine = part[model]!, theirs = peers?.[index]?.get(name);
      const score = theirs === undefined ? mine : own * mine + (1 - own) * theirs;
      return score === score ? [{ model, score }] : [];
    }).sort((a, b) => a.score - b.score || a.model - b.model).slice(0, MOST_MODELS);
    return ranked.map(({ model, score }) => ({ model, weight: Math.exp(-sharpness * (score - ranked[0]!.score)) }));
  });
}
