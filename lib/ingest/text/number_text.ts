/** Numbers straight from bytes: a text per cell would cost more than everything else in reading a file. */

const POWERS_OF_TEN = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const MINUS = 45, PLUS = 43, ZERO = 48, NINE = 57, LOWER_E = 101, UPPER_E = 69;

/**
 * The number in a run of bytes, correctly rounded, as `Number` would read it.
 *
 * @param decimal Byte of the decimal mark, `.` or `,`.
 * @returns `NaN` when the bytes are no decimal number (also for words such as `inf`).
 */
export function numberIn(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  let at = start;
  const isNegative = bytes[at] === MINUS;
  if (isNegative || bytes[at] === PLUS) at++;
  let mantissa = 0, digits = 0, scale = 0;
  for (; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    mantissa = mantissa * 10 + digit;
    digits++;
  }
  if (at < end && bytes[at] === decimal) {
    const point = ++at;
    for (; at < end; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
      digits++;
    }
    scale = point - at;
  }
  if (digits === 0) return NaN;
  if (at < end && (bytes[at] === LOWER_E || bytes[at] === UPPER_E)) {
    const exponent = wholeIn(bytes, at + 1, end);
    if (exponent !== exponent) return NaN;
    scale += exponent;
    at = end;
  }
  if (at !== end) return NaN;
  // Up to 2^53 and 10^22 both factors are exact, so one operation rounds once (Clinger 1990); the rest is rare.
  if (mantissa <= Number.MAX_SAFE_INTEGER && scale >= -22 && scale <= 22) {
    const value = scale < 0 ? mantissa / POWERS_OF_TEN[-scale]! : mantissa * POWERS_OF_TEN[scale]!;
    return isNegative ? -value : value;
  }
  let text = "";
  for (let index = start; index < end; index++) {
    text += String.fromCharCode(bytes[index] === decimal ? 46 : bytes[index]!);
  }
  return Number(text);
}

function wholeIn(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === MINUS;
  let value = 0, at = isNegative || bytes[start] === PLUS ? start + 1 : start;
  if (at >= end) return NaN;
  for (; at < end; at++) {
    if (bytes[at]! < ZERO || bytes[at]! > NINE) return NaN;
    // Past this every number is 0 or infinite anyway.
    value = Math.min(99_999, value * 10 + bytes[at]! - ZERO);
  }
  return isNegative ? -value : value;
}
