"""Writes theory.json: lengths, χ, settled correlations and correlation depths of random networks, by mpmath.

Piecewise activations by closed forms of the inner integral and a split outer one, smooth ones by the trapezoidal rule, whose
error falls exponentially for functions without kinks.
Debian: apt install python3-mpmath; then python3 tests/golden/theory.py
"""
import mpmath
from mpmath import erfc, exp, mpf, quad, sqrt

from common import write

mpmath.mp.dps = 20
LAMBDA, ALPHA = mpf('1.0507009873554805'), mpf('1.6732632423543772')


def pdf(z):
    return exp(-z * z / 2) / sqrt(2 * mpmath.pi)


def cdf(z):
    return erfc(-z / sqrt(mpf(2))) / 2


def hard_tanh(m, s):
    """E φ(m + s z) and E φ'(m + s z)."""
    a, b = (-1 - m) / s, (1 - m) / s
    inside = cdf(b) - cdf(a)
    return m * inside - s * (pdf(b) - pdf(a)) + cdf(-b) - cdf(a), inside


def elu(m, s, scale=mpf(1), alpha=mpf(1)):
    below = exp(m + s * s / 2) * cdf(-(m + s * s) / s)
    above = m * cdf(m / s) + s * pdf(m / s)
    return scale * (above + alpha * (below - cdf(-m / s))), scale * (cdf(m / s) + alpha * below)


def leaky(m, s):
    above = m * cdf(m / s) + s * pdf(m / s)
    return mpf('0.99') * above + mpf('0.01') * m, mpf('0.99') * cdf(m / s) + mpf('0.01')


# Value, slope, smoothed value and slope, kinks.
PIECEWISE = {
    'hardTanh': (lambda u: max(-1, min(1, u)), lambda u: mpf(abs(u) < 1), hard_tanh, [-1, 1]),
    'selu': (lambda u: LAMBDA * u if u > 0 else LAMBDA * ALPHA * (exp(u) - 1), lambda u: LAMBDA if u > 0 else LAMBDA * ALPHA * exp(u),
             lambda m, s: elu(m, s, LAMBDA, ALPHA), [0]),
    'elu': (lambda u: u if u > 0 else exp(u) - 1, lambda u: mpf(1) if u > 0 else exp(u), elu, [0]),
    'leakyRelu': (lambda u: max(u, u / 100), lambda u: mpf(1) if u > 0 else mpf('0.01'), leaky, [0]),
}


def swish(u):
    return u / (1 + exp(-u))


def swish_slope(u):
    g = 1 / (1 + exp(-u))
    return g + u * g * (1 - g)


SMOOTH = {
    'tanh': (mpmath.tanh, lambda u: 1 / mpmath.cosh(u) ** 2),
    'sigmoid': (lambda u: 1 / (1 + exp(-u)), lambda u: 1 / ((1 + exp(-u)) * (1 + exp(u)))),
    'gelu': (lambda u: u * cdf(u), lambda u: cdf(u) + u * pdf(u)),
    'swish': (swish, swish_slope),
}


def single(f, q, kinks):
    """E f(√q z)."""
    places = sorted({mpf(-12), mpf(12), *(mpf(i) for i in range(-10, 11, 2)), *(k / sqrt(q) for k in kinks)})
    return quad(lambda z: f(sqrt(q) * z) * pdf(z), [p for p in places if abs(p) <= 12])


class Trapezoid:
    """Nodes of the trapezoidal rule, fine enough for the steepness of φ(√q z)."""

    def __init__(self, q):
        self.h = min(mpf(1) / 4, mpf(3) / 10 / sqrt(q))
        count = int(mpf(8) / self.h)
        self.z = [i * self.h for i in range(-count, count + 1)]
        self.w = [pdf(z) * self.h for z in self.z]

    def pair(self, f, q, c):
        root, across = sqrt(q), sqrt(1 - c * c)
        outer = [w * f(root * z) for z, w in zip(self.z, self.w)]
        return sum(o * sum(w * f(root * (c * z1 + across * z2)) for z2, w in zip(self.z, self.w)) for o, z1 in zip(outer, self.z))


def case(name, sigma_w, sigma_b):
    w, b = mpf(sigma_w) ** 2, mpf(sigma_b) ** 2
    piecewise = name in PIECEWISE
    f, df, *rest = PIECEWISE[name] if piecewise else SMOOTH[name]
    kinks = rest[1] if piecewise else []
    q = mpf(1)
    for _ in range(60):
        q = w * single(lambda u: f(u) ** 2, q, kinks) + b
    q = mpmath.findroot(lambda q: w * single(lambda u: f(u) ** 2, q, kinks) + b - q, (q, q * mpf('1.001')), tol=1e-25)
    chi = w * single(lambda u: df(u) ** 2, q, kinks)
    root = sqrt(q)
    if piecewise:
        smoothed = rest[0]
        pair = lambda part, c: single(lambda u: (f, df)[part](u) * smoothed(c * u, root * sqrt(1 - c * c))[part], q, kinks)
    else:
        rule = Trapezoid(q)
        pair = lambda part, c: rule.pair((f, df)[part], q, c)
    c = mpf(1)
    slope = chi
    if chi > 1:
        c = mpf(0)
        if b > 0 or abs(single(f, q, kinks)) > mpf(10) ** -15:
            for _ in range(100):
                step = (w * pair(0, c) + b) / q - c
                step /= 1 - w * pair(1, c)
                c += step
                if step < mpf(10) ** -12:
                    break
        slope = w * pair(1, c)
    result = {'activation': name, 'weightVariance': float(w), 'biasVariance': float(b), 'length': float(q), 'chi': float(chi),
              'correlation': float(c), 'slope': float(slope), 'depth': float(-1 / mpmath.log(slope))}
    print(result, flush=True)
    return result


cases = [
    ('hardTanh', sqrt(mpf(2)), 0), ('hardTanh', 3, '0.1'), ('hardTanh', '1.1', '0.05'), ('hardTanh', '0.9', '0.3'),
    ('selu', 1, 0), ('selu', '0.9', '0.2'), ('elu', '1.2', '0.1'), ('elu', '1.35', '0.3'), ('leakyRelu', '1.2', '0.5'),
    ('tanh', '10.15', 0), ('tanh', '1.5', '0.1'), ('tanh', '1.1', '0.02'), ('tanh', 1, '0.5'),
    ('sigmoid', 4, '0.5'), ('gelu', '1.38', 1), ('swish', '1.3', '0.5'),
]
ensembles = [case(*one) for one in cases]
write('theory.json', {'mpmath': mpmath.__version__, 'ensembles': ensembles}, indent=1)
