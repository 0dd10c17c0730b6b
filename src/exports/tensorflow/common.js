/** MurmurHash3's finalizer, word by word: Gradient Lab's seeds. */
function hash32(...words) {
  let h = 0x9e3779b9;
  for (const word of words) {
    h = Math.imul(h ^ word, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/** The order of an epoch's samples: a Fisher-Yates shuffle with xoroshiro128+, as in the lab. */
function permutation(epoch, count) {
  const name = [...'batches'].map((letter) => letter.charCodeAt(0));
  const code = BigInt(hash32(SEED | 0, Math.floor(SEED / 2 ** 32) | 0, ...name, epoch));
  const words = 0xffffffffn;
  const mask = 0xffffffffffffffffn;
  let s0 = (words << 32n) | (~code & words);
  let s1 = code << 32n;
  const word = () => {
    const out = Number((s0 + s1) & words);
    const x = s0 ^ s1;
    s0 = ((s0 << 24n) | (s0 >> 40n)) & mask;
    s0 = (s0 ^ x ^ (x << 16n)) & mask;
    s1 = ((x << 37n) | (x >> 27n)) & mask;
    return out;
  };
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53) * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** The rows of each batch: shuffled epochs laid end to end, cut into batches of equal size. */
function* batches(count) {
  const size = Math.min(BATCH_SIZE, count);
  let rows = [];
  for (let epoch = 0; ; ) {
    while (rows.length < size) rows = rows.concat(permutation(epoch++, count));
    yield rows.slice(0, size);
    rows = rows.slice(size);
  }
}

/** A comparison of two tensors, through which no gradient passes. */
const compared = (compare) =>
  tf.customGrad((a, b) => ({
    value: compare(a, b),
    gradFunc: () => [tf.zerosLike(a), tf.zerosLike(b)],
  }));
