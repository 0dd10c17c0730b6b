import type { DataSpec } from '../../data/sets';
import { DrawPointsButton } from '../draw';
import { EditTableButton, ImportButtons } from '../import';
import CsvTarget from './CsvTarget';
import { useField } from './editing';

/** The user's own data of an experiment: import files, choose the columns of a table, draw points. */
export default function OwnData() {
  const { value: data, edit, editAt } = useField<DataSpec>('data');
  return (
    <>
      <ImportButtons use={edit} />
      {data.kind === 'table' && <EditTableButton data={data} use={edit} />}
      {data.kind === 'points' && (
        <DrawPointsButton points={data.points} use={(points) => editAt('data.points', points)} />
      )}
      {data.kind === 'csv' && <CsvTarget />}
    </>
  );
}
