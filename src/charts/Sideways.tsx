import type { ReactNode } from 'react';
import { useTranslation } from '../locales/useTranslation';
import styles from './Sideways.module.css';

interface SidewaysProps {
  /** What the table holds, for screen readers; “Table” by default. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A table that may be wider than the page. It scrolls sideways; a shadow at an edge shows that there is more beyond it. */
export function Sideways({ label, children }: SidewaysProps) {
  const { t } = useTranslation('charts');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds controls, and this is a table.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll what has the focus.
    <div role="group" aria-label={label ?? t('table')} tabIndex={0} className={styles.sideways}>
      {children}
    </div>
  );
}
