/** Blocks of text on one slide before another begins. */
const most = 3;

/**
 * Puts the blocks of a chapter on slides: a heading begins one, a figure or a table stands alone, and text goes on the next
 * slide after a few blocks.
 * @param kinds of the blocks in order
 * @returns the slide of each block, counted from 0
 */
export function slidesOf(kinds: readonly ('heading' | 'text' | 'alone')[]): readonly number[] {
  let slide = 0;
  let blocks = 0;
  let alone = false;
  return kinds.map((kind) => {
    const full = alone || blocks >= most;
    // A heading stays with what it heads, even if that is a figure.
    const begins = blocks > 0 && (kind === 'heading' || full || (kind === 'alone' && blocks > 1));
    if (begins) {
      slide++;
      blocks = 0;
    }
    alone = kind === 'alone';
    blocks++;
    return slide;
  });
}
