import { useMemo } from 'react';
import type { ChartMeta } from '../../charts';
import { useTranslation } from '../../locales/useTranslation';
import type { History } from '../../store/history';
import { useCaption } from './useCaption';

/** A chart's caption data. */
export function useMeta(id: string, title: string, description: string): ChartMeta {
  const caption = useCaption();
  return { id, title, description, caption };
}

/** Layer names from the input on, output layer last. */
export function useLayerNames({ layers }: History): string[] {
  const { t } = useTranslation('charts');
  return useMemo(
    () => Array.from({ length: layers }, (_, l) => (l === layers - 1 ? t('outputShort') : String(l + 1))),
    [layers, t],
  );
}
