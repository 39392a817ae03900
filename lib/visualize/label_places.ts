/** Where to write the names of points so that no two names, and no name and point, overlap. */
import { textWidth } from "./text.ts";
import { TYPE } from "./theme.ts";

/** A point in pixels. */
export interface PointPlace {
  readonly x: number;
  readonly y: number;
}

/** A point in pixels and its name. */
export interface NamedPoint extends PointPlace {
  readonly text: string;
}

/** A name and its place beside its point. */
export interface LabelPlace {
  /** Index of the point. */
  readonly index: number;
  readonly dx: number;
  readonly dy: number;
  readonly textAnchor: "start" | "middle" | "end";
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const CANDIDATES: readonly Omit<LabelPlace, "index">[] = [
  { dx: 9, dy: 0, textAnchor: "start" },
  { dx: -9, dy: 0, textAnchor: "end" },
  { dx: 0, dy: -13, textAnchor: "middle" },
  { dx: 0, dy: 13, textAnchor: "middle" },
  { dx: 9, dy: -10, textAnchor: "start" },
  { dx: 9, dy: 10, textAnchor: "start" },
  { dx: -9, dy: -10, textAnchor: "end" },
  { dx: -9, dy: 10, textAnchor: "end" },
  { dx: -14, dy: -20, textAnchor: "end" },
  { dx: -14, dy: 20, textAnchor: "end" },
  { dx: 14, dy: -20, textAnchor: "start" },
  { dx: 14, dy: 20, textAnchor: "start" },
];

/**
 * Places for the names of points, the first points first; a name without a free place is left out.
 *
 * @param points In order of importance.
 * @param frame The drawing's inside, in pixels, which no name leaves.
 * @param others Points without a name, which no name may cover.
 */
export function labelPlaces(
  points: readonly NamedPoint[],
  frame: Box,
  others: readonly PointPlace[] = [],
): LabelPlace[] {
  const dots = [...points, ...others].map(({ x, y }): Box => ({
    left: x - 5,
    right: x + 5,
    top: y - 5,
    bottom: y + 5,
  }));
  const taken: Box[] = [];
  return points.flatMap((point, index) => {
    for (const candidate of CANDIDATES) {
      const box = boxOf(point, candidate);
      const isInside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top &&
        box.bottom <= frame.bottom;
      const isFree = taken.every((other) => !overlap(box, other)) &&
        dots.every((dot, other) => other === index || !overlap(box, dot));
      if (!isInside || !isFree) continue;
      taken.push(box);
      return [{ index, ...candidate }];
    }
    return [];
  });
}

function boxOf({ x, y, text }: NamedPoint, { dx, dy, textAnchor }: Omit<LabelPlace, "index">): Box {
  const width = textWidth(text, TYPE.label), half = TYPE.label * 0.65;
  const left = x + dx - (textAnchor === "end" ? width : textAnchor === "middle" ? width / 2 : 0);
  return { left, right: left + width, top: y + dy - half, bottom: y + dy + half };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
