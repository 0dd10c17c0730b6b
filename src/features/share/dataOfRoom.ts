import { useLab } from '../../store/lab';

/** Where data go that are dropped or pasted in a room that trains networks; elsewhere they go into the lab's experiment. */
export async function dataOfRoom(): Promise<((data: unknown) => void) | undefined> {
  switch (useLab.getState().page) {
    case 'compare':
      return (await import('../../store/compare')).useCompare.getState().takeData;
    case 'distil': {
      const { edit } = (await import('../../store/distillation')).useDistillation.getState();
      return (data) => edit('teacher.data', data);
    }
    case 'transfer': {
      const { edit } = (await import('../../store/transfer')).useTransfer.getState();
      return (data) => edit('source.data', data);
    }
    default:
      return undefined;
  }
}
