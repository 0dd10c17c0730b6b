/** A list of whole numbers that doubles its capacity when it is full; a table can have millions of cells. */
export class Growing<Numbers extends Uint16Array | Uint32Array> {
  #values: Numbers;
  length = 0;
  readonly #make: (length: number) => Numbers;

  /**
   * @param make an array of a length, whose kind bounds the numbers
   * @param expected how many there will be, if that is known: doubling takes three times the memory for a moment
   */
  constructor(make: (length: number) => Numbers, expected = 1024) {
    this.#make = make;
    this.#values = make(Math.max(1024, expected));
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = this.#make(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** The numbers added so far. */
  trimmed(): Numbers {
    // A copy of almost the whole list would only take memory.
    const few = this.length < 0.75 * this.#values.length;
    return (few ? this.#values.slice(0, this.length) : this.#values.subarray(0, this.length)) as Numbers;
  }
}
