import { buildDataset, loadData } from '../src/data/build';
import { prepareLessons } from '../src/engine/distillation/lessons';
import { describe } from '../src/spec/describe';
import { studentsOf } from '../src/spec/distillation';
import { studentNames } from '../src/spec/studentNames';
import { cellCount } from '../src/spec/sweep';
import { formatOf, readDistillation, readExperiment, readSweep } from './experimentFile';

/** `lab validate FILE`: says what an experiment, a sweep or a distillation is, or what is wrong with it. */
export async function validateCommand(file: string): Promise<void> {
  if (formatOf(file) === 'gradient-lab/sweep') {
    const sweep = readSweep(file);
    const fields = sweep.axes.map(({ field }) => field).join(' × ');
    console.log(`${sweep.name}: ${cellCount(sweep)} runs over ${fields}, ${describe(sweep.experiment)}`);
    return;
  }
  if (formatOf(file) === 'gradient-lab/distillation') {
    const distillation = readDistillation(file);
    const { set, data } = await prepareLessons(distillation);
    const students = studentNames(studentsOf(distillation), (text) => text.en);
    console.log(
      `${distillation.name}: ${students.length} students on ${set.labelled} labelled and ${set.rows - set.labelled} ` +
        `unlabelled samples, ${data.test.count} test samples: ${students.join('; ')}`,
    );
    return;
  }
  const spec = readExperiment(file);
  await loadData(spec);
  const { train, test } = buildDataset(spec);
  console.log(`${spec.name}: ${describe(spec)}, ${train.count} training and ${test.count} test samples`);
}
