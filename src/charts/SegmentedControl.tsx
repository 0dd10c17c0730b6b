import { type CSSProperties, type ReactNode, useId } from 'react';
import styles from './SegmentedControl.module.css';

interface SegmentedControlProps<T extends string> {
  readonly 'aria-label': string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly data: readonly { readonly value: T; readonly label: ReactNode }[];
  /** As wide as its place. */
  readonly fullWidth?: boolean;
  /** Takes several lines where one is too long for its place. */
  readonly wraps?: boolean;
}

/**
 * A choice of one of a few values that stand side by side. Mantine's moves a box behind the chosen value, which it places by measuring
 * the page once for each control: that was the longest task of the opening page.
 */
export function SegmentedControl<T extends string>(props: SegmentedControlProps<T>) {
  const { 'aria-label': label, value, onChange, data, fullWidth = false, wraps = false } = props;
  const name = useId();
  const line: CSSProperties = wraps ? { flexWrap: 'wrap', maxWidth: '100%' } : {};
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={`segmented-control ${styles.root}`}
      data-full-width={fullWidth || undefined}
      data-bordered={!wraps || undefined}
      style={line}
    >
      {data.map((item) => (
        <div key={item.value} className={styles.segment} data-active={item.value === value || undefined}>
          <input
            className={styles.input}
            type="radio"
            id={`${name}${item.value}`}
            name={name}
            value={item.value}
            checked={item.value === value}
            onChange={() => onChange(item.value)}
          />
          <label className={styles.label} htmlFor={`${name}${item.value}`}>
            {item.label}
          </label>
        </div>
      ))}
    </div>
  );
}
