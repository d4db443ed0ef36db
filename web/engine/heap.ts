/** A row of which the first is always at hand. */

export class Heap<Item> {
  private readonly items: Item[] = [];

  constructor(private readonly before: (a: Item, b: Item) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  push(item: Item): void {
    const { items } = this;
    let place = items.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.before(item, items[above]!)) break;
      items[place] = items[above]!;
      place = above;
    }
    items[place] = item;
  }

  /** Take the first away; there must be one. */
  pop(): Item {
    const { items } = this;
    const first = items[0]!;
    const last = items.pop()!;
    const size = items.length;
    let place = 0;
    while (size > 0) {
      let below = 2 * place + 1;
      if (below >= size) break;
      if (below + 1 < size && this.before(items[below + 1]!, items[below]!)) below++;
      if (!this.before(items[below]!, last)) break;
      items[place] = items[below]!;
      place = below;
    }
    if (size > 0) items[place] = last;
    return first;
  }
}
