import { highTemperature } from '../../../../engine/distillation/highTemperature';
import type { TestAnswers } from '../../../../worker/answersJob';

export const temperatures = [1, 1.5, 2, 3, 4, 5, 7, 10, 14, 20];

/** The samples over which gradients are averaged. */
const samples = 100;

/**
 * The mean size of the gradient that soft targets give at each temperature, per sample: as it is, times T², and the limit
 * of the latter.
 */
export function softGradients(student: TestAnswers, teacher: TestAnswers) {
  const classes = teacher.classNames.length;
  const rowOf = ({ logits }: TestAnswers, row: number) => logits.subarray(row * classes, (row + 1) * classes);
  const plain = temperatures.map(() => 0);
  const limit = temperatures.map(() => 0);
  for (let row = 0; row < samples; row++) {
    const found = highTemperature(rowOf(student, row), rowOf(teacher, row), temperatures);
    found.forEach((one, k) => {
      plain[k]! += one.exact / samples;
      limit[k]! += (one.limit * one.temperature ** 2) / samples;
    });
  }
  return { plain, squared: plain.map((norm, k) => norm * temperatures[k]! ** 2), limit };
}
