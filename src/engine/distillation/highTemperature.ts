import { norm } from '../numeric/norm';
import { softmax } from '../numeric/softmax';

/** How far distillation at one temperature is from logit matching, for one sample. */
export interface TemperatureLimit {
  readonly temperature: number;
  /** ‖(p − q) / T‖: the gradient of cross-entropy at T with respect to the student's logits, without the factor T². */
  readonly exact: number;
  /** ‖(z − v) / (N T²)‖ with z and v centred at their means and N classes. This is the limit at high T. */
  readonly limit: number;
  /** ‖exact − limit‖ / ‖limit‖, of the gradients themselves; 0 where both are 0. */
  readonly difference: number;
}

/**
 * The gradient from soft targets at each temperature, and its limit at high temperature (Hinton et al. 2015, eqs. 2–4).
 * @param student logits z `[classes]`
 * @param teacher logits v `[classes]`
 */
export function highTemperature(
  student: ArrayLike<number>,
  teacher: ArrayLike<number>,
  temperatures: readonly number[],
): TemperatureLimit[] {
  return temperatures.map((temperature) => {
    const exact = exactGradient(student, teacher, temperature);
    const limit = limitGradient(student, teacher, temperature);
    const off = norm(exact.map((value, i) => value - limit[i]!));
    return {
      temperature,
      exact: norm(exact),
      limit: norm(limit),
      difference: off === 0 ? 0 : off / norm(limit),
    };
  });
}

/**
 * The gradient of one sample's cross-entropy at T with respect to the student's logits, `(p − q) / T`, `[classes]`; p is the
 * student's softmax, q the teacher's.
 */
export function exactGradient(
  student: ArrayLike<number>,
  teacher: ArrayLike<number>,
  temperature: number,
): Float64Array {
  const classes = student.length;
  const [p, q] = [softmax(student, classes, temperature), softmax(teacher, classes, temperature)];
  return p.map((share, i) => (share - q[i]!) / temperature);
}

/** The limit of that gradient, `(z − v) / (N T²)` with centred logits, `[classes]`. */
export function limitGradient(
  student: ArrayLike<number>,
  teacher: ArrayLike<number>,
  temperature: number,
): Float64Array {
  const [z, v] = [centred(student), centred(teacher)];
  return z.map((logit, i) => (logit - v[i]!) / (z.length * temperature ** 2));
}

/** Logits minus their mean, `[classes]`: softmax is the same of both. */
export function centred(logits: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(logits);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
