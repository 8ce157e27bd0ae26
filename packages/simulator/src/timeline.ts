/** What waits for its time: taken out by time, of one time in the order it was put in. */
export class Timeline<T> {
  private readonly entries: { readonly atMs: number; readonly order: number; readonly what: T }[] = [];
  private order = 0;

  /** When the first is due; infinity when nothing waits. */
  get nextAtMs(): number {
    return this.entries[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  put(atMs: number, what: T): void {
    const entry = { atMs, order: this.order, what };
    this.order += 1;
    let place = this.entries.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.isInOrder(parent, place)) return;
      this.swap(parent, place);
      place = parent;
    }
  }

  take(): T | undefined {
    const [first] = this.entries;
    const last = this.entries.pop();
    if (first === undefined || last === undefined || this.entries.length === 0) return first?.what;
    this.entries[0] = last;
    this.sink();
    return first.what;
  }

  private sink(): void {
    let place = 0;
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      if (left >= this.entries.length) return;
      const child = right < this.entries.length && this.isInOrder(right, left) ? right : left;
      if (this.isInOrder(place, child)) return;
      this.swap(place, child);
      place = child;
    }
  }

  private isInOrder(one: number, other: number): boolean {
    const [a, b] = [this.entries[one], this.entries[other]];
    if (a === undefined || b === undefined) return true;
    return a.atMs === b.atMs ? a.order < b.order : a.atMs < b.atMs;
  }

  private swap(one: number, other: number): void {
    const [a, b] = [this.entries[one], this.entries[other]];
    if (a === undefined || b === undefined) return;
    this.entries[one] = b;
    this.entries[other] = a;
  }
}
