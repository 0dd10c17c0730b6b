import { buildDataset, loadData } from '../src/data/build';
import { prepareRaceData } from '../src/engine/distillation/raceData';
import { openDomains } from '../src/engine/transfer/transfer';
import { describe } from '../src/schema/describe';
import { studentsOf } from '../src/schema/distillation';
import { studentNames } from '../src/schema/studentNames';
import { cellCount } from '../src/schema/sweep';
import { methodName, transferRuns } from '../src/schema/transfer';
import { formatOf, readDistillation, readExperiment, readSweep, readTransfer } from './experimentFile';
import { tell } from './terminal';

/** `lab validate FILE`: describes an experiment, a sweep, a distillation or a transfer, or says what is wrong with it. */
export async function validateCommand(file: string): Promise<void> {
  if (formatOf(file) === 'gradient-lab/sweep') {
    const sweep = await readSweep(file);
    const fields = sweep.axes.map(({ field }) => field).join(' × ');
    tell(`${sweep.name}: ${cellCount(sweep)} runs over ${fields}, ${describe(sweep.experiment)}`);
    return;
  }
  if (formatOf(file) === 'gradient-lab/distillation') {
    const distillation = await readDistillation(file);
    const { set, data } = await prepareRaceData(distillation);
    const students = studentNames(studentsOf(distillation), (text) => text.en);
    tell(
      `${distillation.name}: ${students.length} students on ${set.labelled} labelled and ${set.rows - set.labelled} ` +
        `unlabelled samples, ${data.test.count} test samples: ${students.join('; ')}`,
    );
    return;
  }
  if (formatOf(file) === 'gradient-lab/transfer') {
    const transfer = await readTransfer(file);
    const runs = transferRuns(transfer);
    // Every setting is built once, because only the data show whether there are enough labels.
    for (const run of runs.filter(({ repeat }) => repeat === 0)) await openDomains(run.transfer);
    const { source, target, labelled } = await openDomains(runs[0]!.transfer);
    tell(
      `${transfer.name}: ${runs.length} runs of ${transfer.methods.map(methodName).join('; ')}; ` +
        `${source.train.count} source and ${target.train.count} target training samples, ` +
        `${labelled.reduce((sum, one) => sum + one, 0)} of them with a label`,
    );
    return;
  }
  const spec = await readExperiment(file);
  await loadData(spec);
  const { train, test } = buildDataset(spec);
  tell(`${spec.name}: ${describe(spec)}, ${train.count} training and ${test.count} test samples`);
}
