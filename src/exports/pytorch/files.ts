import { writeNpz } from '../../data/tensors/npz';
import { notebookOf, scriptOf } from './script';
import type { Section } from './section';

/**
 * Sections as files by name: a script or a notebook, and `numbers.npz` if the numbers are too many for it.
 *
 * @param name of the script (`.py`) or the notebook (`.ipynb`)
 */
export function filesOf(sections: readonly Section[], name: string): Record<string, string | Uint8Array> {
  const beside = sections.flatMap((section) => section.beside ?? []);
  return {
    [name]: name.endsWith('.ipynb') ? notebookOf(sections) : scriptOf(sections),
    ...(beside.length > 0
      ? {
          'numbers.npz': writeNpz(
            beside.map(({ name, shape, values }) => ({ name, shape, values: Float64Array.from(values) })),
          ),
        }
      : {}),
  };
}
