import { useImporting } from '../../store/importing';
import { useLab } from '../../store/lab';

/** Closes the import, and takes the data into the experiment that asked for them; by default into the lab's. */
export function useIntoExperiment(
  use: ((data: Record<string, unknown>) => void) | undefined,
): (data: Record<string, unknown>) => void {
  const close = useImporting((importing) => importing.close);
  return (data) => {
    if (use) use(data);
    else {
      const { edit, go } = useLab.getState();
      edit('data', data);
      go('lab');
    }
    close();
  };
}
