/**
 * A small generator with a seed (sfc32, Doty-Humphrey's PractRand), because Math.random cannot be
 * seeded. The worlds' generator in Python (data/draws.py) draws the same numbers.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** Several numbers name a stream of its own, such as (seed, epoch). */
  constructor(...seeds: readonly number[]) {
    // FNV-1a over the seeds' bits, high and low halves, so that large seeds differ too.
    let hash = 0x811c9dc5;
    for (const seed of seeds) {
      for (const half of [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]) {
        for (let shift = 0; shift < 32; shift += 8) {
          hash = Math.imul(hash ^ ((half >>> shift) & 255), 0x01000193);
        }
      }
    }
    this.a = hash;
    this.b = hash ^ 0x9e3779b9;
    this.c = hash ^ 0x243f6a88;
    // Near seeds start near each other and part within a dozen turns.
    for (let i = 0; i < 16; i++) this.bits();
  }

  private bits(): number {
    const sum = (this.a + this.b + this.counter++) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** A number in [0, 1) with 53 random bits. */
  next(): number {
    return ((this.bits() >>> 5) * 67108864 + (this.bits() >>> 6)) / 9007199254740992;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** A draw from the normal law (Box and Muller 1958). */
  normal(mean: number, spread: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + spread * radius * Math.cos(2 * Math.PI * this.next());
  }

  /** 0 to count - 1 in random order (Fisher and Yates). */
  order(count: number): Int32Array {
    const places = Int32Array.from({ length: count }, (_, i) => i);
    for (let last = count - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const kept = places[last]!;
      places[last] = places[other]!;
      places[other] = kept;
    }
    return places;
  }
}
