import { Group, NativeSelect, Switch } from '@mantine/core';
import { noSign, type Separator, separatorTitles, tableWords } from '../../data/tables/choices';
import type { TableOverview } from '../../data/tables/overview';
import type { TableOptions } from '../../data/tables/tableOptions';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { NumberField } from '../typedField';

interface Props {
  readonly overview: TableOverview;
  choose(change: Partial<TableOptions>): void;
  readonly ofText: Blob | string;
}

/** The guessed format of the table. The user can change each guess. */
export function DialectControls({ overview, choose, ofText }: Props) {
  const { t } = useTranslation('import');
  const text = useText();
  const { dialect, encoding, header } = overview;
  // Columns may get other names.
  const rename = (change: Partial<TableOptions>) => choose({ ...change, columns: [], target: undefined });
  const select = <K extends keyof TableOptions>(
    name: K & string,
    value: string,
    words: readonly string[],
    label: (word: string) => string,
  ) => (
    <NativeSelect
      size="xs"
      label={t(name)}
      value={value}
      data={words.map((word) => ({ value: word, label: label(word) }))}
      onChange={(event) => rename({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <Group gap="sm" align="flex-start">
      {typeof ofText !== 'string' &&
        select('encoding', encoding, tableWords.encodings, (word) => word.toUpperCase())}
      {select('separator', dialect.separator, tableWords.separators, (word) =>
        text(separatorTitles[word as Separator]),
      )}
      {select('decimal', dialect.decimal, tableWords.decimals, (word) => `1${word}5`)}
      {select('quote', dialect.quote, tableWords.quotes, (word) => word || text(noSign))}
      {select('comment', dialect.comment, tableWords.comments, (word) => word || text(noSign))}
      <NumberField
        name={t('skip')}
        width={110}
        label={t('skip')}
        min={0}
        max={1000}
        step={1}
        integer
        value={dialect.skip}
        onChange={(skip) => rename({ skip })}
      />
      <Switch
        mt={29}
        label={t('header')}
        checked={header}
        onChange={(event) => rename({ header: event.currentTarget.checked })}
      />
    </Group>
  );
}
