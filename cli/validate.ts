import { buildDataset, loadData } from '../src/data/build';
import { describe } from '../src/spec/describe';
import { readExperiment } from './experimentFile';

/** `lab validate FILE`: says what the experiment is, or what is wrong with it. */
export async function validateCommand(file: string): Promise<void> {
  const spec = readExperiment(file);
  await loadData(spec);
  const { train, test } = buildDataset(spec);
  console.log(`${spec.name}: ${describe(spec)}, ${train.count} training and ${test.count} test samples`);
}
