/** A list of numbers below 2³² that doubles its capacity when it is full; a table can have millions of cells. */
export class Growing {
  #values = new Uint32Array(1024);
  length = 0;

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
    return this.#values.slice(0, this.length);
  }
}
