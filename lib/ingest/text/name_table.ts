/** Names that recur row after row, decoded once each. */

interface KnownName {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Texts by their bytes. A class because it owns the names seen so far. */
export class NameTable {
  readonly #byHash = new Map<number, KnownName[]>();

  /**
   * The text of a run of bytes.
   *
   * @param decode Makes the text; asked once per name.
   */
  nameOf(bytes: Uint8Array, start: number, end: number, decode: () => string): string {
    // FNV-1a: spreads short names well and costs a multiplication a byte.
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    let names = this.#byHash.get(hash);
    if (!names) this.#byHash.set(hash, names = []);
    for (const name of names) if (isSame(name.bytes, bytes, start, end)) return name.text;
    const text = decode();
    names.push({ text, bytes: bytes.slice(start, end) });
    return text;
  }
}

function isSame(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at++) if (name[at] !== bytes[start + at]) return false;
  return true;
}
