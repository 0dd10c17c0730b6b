import { formatNumber } from '../../../charts';
import { useText } from '../../../locales/useText';
import { useTranslation } from '../../../locales/useTranslation';
import type { SheetTable } from './sheets/sheet';

interface TableToFillProps {
  readonly table: SheetTable;
  /** Shows the answers in place of empty cells. */
  readonly filled?: boolean;
}

/** A worksheet's table, to be filled in or with its answers. */
export function TableToFill({ table, filled = false }: TableToFillProps) {
  const { t } = useTranslation('learn');
  const text = useText();
  const { given, asked, rows } = table;
  const guess = table.guess && !filled;
  const answers = filled ? table.answers() : [];
  return (
    <div className="worksheet-table">
      <table>
        <thead>
          <tr>
            {[...given.map(text), ...(guess ? [t('worksheetGuess')] : []), ...asked.map(text)].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={r}>
              {row.map((cell, i) => {
                const shown = typeof cell === 'string' ? cell : text(cell);
                return i === 0 ? (
                  <th key={i} scope="row">
                    {shown}
                  </th>
                ) : (
                  <td key={i}>{shown}</td>
                );
              })}
              {guess && <td />}
              {asked.map((name, i) => {
                const answer = answers[r]?.[i];
                return (
                  <td key={text(name)}>
                    {typeof answer === 'number' ? formatNumber(answer) : answer && text(answer)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
