/** A list of numbers below 2³² that doubles its capacity when it is full; a table can have millions of cells. */
export class Growing {
  #values: Uint32Array;
  length = 0;

  /** @param expected how many there will be, if that is known: doubling takes three times the memory for a moment */
  constructor(expected = 1024) {
    this.#values = new Uint32Array(Math.max(1024, expected));
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** The numbers added so far. */
  trimmed(): Uint32Array {
    // A copy of almost the whole list would only take memory.
    const few = this.length < 0.75 * this.#values.length;
    return few ? this.#values.slice(0, this.length) : this.#values.subarray(0, this.length);
  }
}
