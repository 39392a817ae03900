/** The guesses of an ingest as text. */
import type { Guess } from "@lib/ingest/mod.ts";

/** Below this a guess is worth a look. */
const DOUBTFUL = 0.7;
const EXAMPLE_LENGTH = 24;

/**
 * One line for each guess, the least sure first, for example
 * `70 % cpu_usage: cpu_pct, percent (name), as in 55, 50`; then, if any is doubtful, how to overrule it.
 */
export function guessLines(guesses: readonly Guess[]): string[] {
  const lines = guesses.toSorted((a, b) => a.confidence - b.confidence).map(
    ({ column, takenFor, because, examples, confidence }) => {
      const shown = examples.map((cell) => cell.length > EXAMPLE_LENGTH ? `${cell.slice(0, EXAMPLE_LENGTH)}…` : cell);
      const percent = `${Math.round(100 * confidence)}`.padStart(3);
      return `${percent} % ${column}: ${takenFor} (${because})${shown.length > 0 ? `, as in ${shown.join(", ")}` : ""}`;
    },
  );
  const isDoubtful = guesses.some(({ confidence }) => confidence < DOUBTFUL);
  return isDoubtful ? [...lines, "What is less than 70 % sure is worth a look: --map FILE overrules it"] : lines;
}
