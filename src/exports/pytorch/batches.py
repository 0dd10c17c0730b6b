def hash32(*words):
    """MurmurHash3's finalizer, word by word: Gradient Lab's seeds."""
    h = 0x9E3779B9
    for word in words:
        h = ((h ^ (word & 0xFFFFFFFF)) * 0x85EBCA6B) & 0xFFFFFFFF
        h = ((h ^ (h >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
        h ^= h >> 16
    return h


def permutation(epoch, count):
    """The order of an epoch's samples: a Fisher-Yates shuffle with xoroshiro128+, as in the lab."""
    code = hash32(SEED & 0xFFFFFFFF, SEED >> 32, *map(ord, 'batches'), epoch)
    s0, s1 = 0xFFFFFFFF00000000 | (~code & 0xFFFFFFFF), code << 32
    mask = 0xFFFFFFFFFFFFFFFF

    def word():
        nonlocal s0, s1
        out, x = (s0 + s1) & 0xFFFFFFFF, s0 ^ s1
        s0 = ((s0 << 24 | s0 >> 40) ^ x ^ x << 16) & mask
        s1 = (x << 37 | x >> 27) & mask
        return out

    order = list(range(count))
    for i in range(count - 1, 0, -1):
        j = int(((word() >> 5) * 2**26 + (word() >> 6)) / 2**53 * (i + 1))
        order[i], order[j] = order[j], order[i]
    return order


def batches(count):
    """The rows of each batch: shuffled epochs laid end to end, cut into batches of equal size."""
    rows, epoch = [], 0
    size = min(BATCH_SIZE, count)
    while True:
        while len(rows) < size:
            rows += permutation(epoch, count)
            epoch += 1
        yield torch.tensor(rows[:size])
        rows = rows[size:]
