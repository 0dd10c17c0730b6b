"""Writes products.json: singular values of products of matrices, by mpmath with 400 digits.

The factors come from a congruential generator that the test repeats (products.ts), so that none need be stored.
Debian: apt install python3-mpmath; then python3 tests/golden/products.py
"""
import mpmath

from common import write

mpmath.mp.dps = 400


def draws(seed):
    state = seed
    while True:
        state = (1103515245 * state + 12345) % 2 ** 31
        yield state / 2 ** 31


def slope(kind, u):
    if kind == 'sigmoid':
        return u * (1 - u)
    if kind == 'relu':
        return float(u > 0.5)
    if kind == 'saturated':
        return 2.0 ** -int(60 * u)
    return 1.0


def factors(case):
    """diag(slopes) · matrix for each pair of neighbouring widths."""
    random = draws(case['seed'])
    for rows, cols in zip(case['widths'], case['widths'][1:]):
        scale = case['gain'] / max(rows, cols)
        matrix = [[((next(random) + next(random) + next(random) + next(random)) - 2) * scale for _ in range(cols)] for _ in range(rows)]
        slopes = [slope(case['slopes'], next(random)) for _ in range(rows)]
        yield mpmath.matrix(slopes), mpmath.matrix(matrix)


def singular_values(case):
    product = None
    for slopes, matrix in factors(case):
        step = mpmath.diag(list(slopes)) * matrix
        product = step if product is None else product * step
    values = mpmath.svd_r(product, compute_uv=False)
    # What is 0 but for the 400 digits' rounding is 0.
    return [float(v) if v > values[0] * mpmath.mpf(10) ** -330 else 0.0 for v in values]


cases = [
    {'name': '20 sigmoid layers of 32', 'seed': 1, 'widths': [32] * 21, 'slopes': 'sigmoid', 'gain': 8},
    {'name': '40 linear layers of 16', 'seed': 2, 'widths': [16] * 41, 'slopes': 'none', 'gain': 6},
    {'name': '10 ReLU layers of 24', 'seed': 3, 'widths': [24] * 11, 'slopes': 'relu', 'gain': 10},
    {'name': '12 layers of 16, slopes from 1 to 2^-59', 'seed': 4, 'widths': [16] * 13, 'slopes': 'saturated', 'gain': 8},
    {'name': 'wider, narrower, wider', 'seed': 5, 'widths': [8, 40, 24, 6, 30, 12], 'slopes': 'sigmoid', 'gain': 20},
    {'name': '100 sigmoid layers of 8', 'seed': 6, 'widths': [8] * 101, 'slopes': 'sigmoid', 'gain': 16},
    {'name': 'one ill-conditioned layer', 'seed': 7, 'widths': [12, 12], 'slopes': 'saturated', 'gain': 4},
]
products = [{**case, 'values': singular_values(case)} for case in cases]
write('products.json', {'mpmath': mpmath.__version__, 'products': products}, indent=1)
for case in products:
    print(case['name'], case['values'][0], case['values'][-1])
