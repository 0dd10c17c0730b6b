import type { Distillation } from '../../../schema/distillation';
import type { ExperimentSpec } from '../../../schema/experiment';
import type { Sweep } from '../../../schema/sweep';
import type { TransferSpec } from '../../../schema/transfer';

/** What a figure can open in a room of the lab. */
export type Openable = ExperimentSpec | Distillation | TransferSpec | Sweep;

/** Opens a file in the room that it belongs to. The stores, which start workers, are no part of the pre-rendered text. */
export async function openInLab(file: Openable): Promise<void> {
  const { useLab } = await import('../../../store/lab');
  const { go } = useLab.getState();
  switch (file.format) {
    case 'gradient-lab/experiment':
      useLab.getState().open(file);
      return go('lab');
    case 'gradient-lab/distillation': {
      const { useDistillation } = await import('../../../store/distillation');
      useDistillation.getState().open(file);
      return go('distil');
    }
    case 'gradient-lab/transfer': {
      const { useTransfer } = await import('../../../store/transfer');
      useTransfer.getState().open(file);
      return go('transfer');
    }
    case 'gradient-lab/sweep': {
      const { useMap } = await import('../../../store/map');
      await useMap.getState().choose(file);
      return go('map');
    }
  }
}
