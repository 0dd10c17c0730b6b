import { Problem, say } from '../../base/problem';
import { buildDataset, type Dataset, loadData } from '../../data/build';
import type { Distillation } from '../../schema/distillation';
import { buildTransferSet, type TransferSet } from './transferSet';

/** The data of a race. */
export interface RaceData {
  readonly teacherData: Dataset;
  /** The students' data. */
  readonly data: Dataset;
  readonly set: TransferSet;
}

/**
 * Builds the data of a race.
 * @throws Problem if teacher, student and data do not fit together
 */
export async function prepareRaceData(distillation: Distillation): Promise<RaceData> {
  await loadData(distillation.teacher);
  await loadData(distillation.student);
  const teacherData = buildDataset(distillation.teacher);
  const data = buildDataset(distillation.student);
  checkCompatible(teacherData, data);
  return { teacherData, data, set: buildTransferSet(distillation, data) };
}

/** @throws Problem if a teacher of one data set cannot teach students of the other */
function checkCompatible(teacher: Dataset, student: Dataset): void {
  for (const [role, { task }] of [['teacher', teacher] as const, ['student', student] as const]) {
    if (task === 'classification') continue;
    throw new Problem('mismatch', {
      field: `${role}.data`,
      found: say('a regression', '回归任务'),
      allowed: say('data with classes', '有类别的数据'),
    });
  }
  if (teacher.features !== student.features) {
    throw new Problem('mismatch', {
      field: 'student.data',
      found: say(`${student.features} inputs`, `${student.features} 个输入`),
      allowed: say(
        `${teacher.features}, as the teacher’s data have`,
        `${teacher.features} 个，与教师网络数据一致`,
      ),
    });
  }
  if (teacher.outcomeNames.join('\n') !== student.outcomeNames.join('\n')) {
    throw new Problem('mismatch', {
      field: 'student.data',
      found: say(`the classes ${student.outcomeNames.join(', ')}`, `类别 ${student.outcomeNames.join('、')}`),
      allowed: say(
        `the teacher’s: ${teacher.outcomeNames.join(', ')}`,
        `教师网络的类别：${teacher.outcomeNames.join('、')}`,
      ),
    });
  }
  if (student.test.count === 0) {
    throw new Problem('mismatch', {
      field: 'student.data.testFraction',
      found: say('no test sample', '没有测试样本'),
      allowed: say('a share above 0', '大于 0 的比例'),
    });
  }
}
