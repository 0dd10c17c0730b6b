import { buildDataset, loadData } from '../src/data/build';
import { describe } from '../src/spec/describe';
import { cellCount } from '../src/spec/sweep';
import { formatOf, readExperiment, readSweep } from './experimentFile';

/** `lab validate FILE`: says what an experiment or a sweep is, or what is wrong with it. */
export async function validateCommand(file: string): Promise<void> {
  if (formatOf(file) === 'gradient-lab/sweep') {
    const sweep = readSweep(file);
    const fields = sweep.axes.map(({ field }) => field).join(' × ');
    console.log(`${sweep.name}: ${cellCount(sweep)} runs over ${fields}, ${describe(sweep.experiment)}`);
    return;
  }
  const spec = readExperiment(file);
  await loadData(spec);
  const { train, test } = buildDataset(spec);
  console.log(`${spec.name}: ${describe(spec)}, ${train.count} training and ${test.count} test samples`);
}
