import { useBox } from './plot/useBox';

/** Side of a cell, in the drawing's own units. */
const side = 40;
/** The largest number of rows for which values are written into the cells. */
const writtenRows = 20;
/** The height of letters on the screen, of names and of the largest values, in CSS pixels. */
const [nameHeight, valueHeight] = [12, 16];
/** The number of letters shown of a name, and the width of a letter as a share of its height. */
const nameLetters = 12;
const letterWidth = 0.58;

interface MatrixCellsProps {
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  readonly rowLabel: string;
  readonly columnLabel: string;
  readonly cell: (
    row: number,
    column: number,
  ) => {
    readonly color: string;
    /** Whether text on that colour is dark. */
    readonly dark: boolean;
    readonly text: string;
    /** The text of the tooltip. */
    readonly title: string;
  };
}

/** Draws the cells of a matrix with the names of rows and columns around them. */
export function MatrixCells({ rowNames, columnNames, rowLabel, columnLabel, cell }: MatrixCellsProps) {
  const [width, height] = [columnNames.length * side, rowNames.length * side];
  const most = Math.max(rowNames.length, columnNames.length);
  const [ref, box] = useBox();
  const letters = (names: readonly string[]) =>
    letterWidth * Math.min(nameLetters, Math.max(1, ...names.map(({ length }) => length)));
  // The names take room from the cells, and the picture then fills the box.
  const sizeIn = (space: number, cells: number, lettersBeside: number) =>
    (nameHeight * cells) / Math.max(space / 4, space - nameHeight * lettersBeside);
  const fontSize =
    box.width > 0 && box.height > 0
      ? Math.max(sizeIn(box.width, width, letters(rowNames) + 1.9), sizeIn(box.height, height, 2.9))
      : Math.max(11, (most * side) / 24);
  const valueSize = (valueHeight / nameHeight) * fontSize;
  const look = { fill: 'var(--mantine-color-dimmed)', fontSize };
  const stride = Math.ceil(most / 20);
  const room = (names: readonly string[]) => fontSize * letters(names);
  // Names that are wider than their columns are slanted.
  const leaning = room(columnNames) > stride * side;
  const leanedRoom = Math.SQRT1_2 * (room(columnNames) + fontSize);
  const left = room(rowNames) + 1.9 * fontSize;
  const top = (leaning ? leanedRoom : fontSize) + 1.9 * fontSize;
  const right = leaning ? leanedRoom : 0;
  const columnStride = leaning ? Math.max(stride, Math.ceil((1.5 * fontSize) / side)) : stride;
  const gap = most <= writtenRows ? 1 : 0;
  const named = (names: readonly string[], stride: number) =>
    names.flatMap((name, i) => (i % stride === 0 ? [{ name: shortened(name), i }] : []));
  return (
    <div ref={ref} style={{ height: '100%' }}>
      <svg
        width="100%"
        height="100%"
        viewBox={`${-left} ${-top} ${left + width + right} ${top + height}`}
        aria-hidden
      >
        <text x={width / 2} y={-top + fontSize} textAnchor="middle" {...look}>
          {columnLabel}
        </text>
        <text
          transform={`translate(${-left + fontSize} ${height / 2}) rotate(-90)`}
          textAnchor="middle"
          {...look}
        >
          {rowLabel}
        </text>
        {named(rowNames, stride).map(({ name, i }) => (
          <text
            key={i}
            x={-0.4 * fontSize}
            y={(i + 0.5) * side}
            textAnchor="end"
            dominantBaseline="middle"
            {...look}
          >
            {name}
          </text>
        ))}
        {named(columnNames, columnStride).map(({ name, i }) => (
          <text
            key={i}
            transform={`translate(${(i + 0.5) * side} ${-0.5 * fontSize})${leaning ? ' rotate(-45)' : ''}`}
            textAnchor={leaning ? 'start' : 'middle'}
            {...look}
          >
            {name}
          </text>
        ))}
        {rowNames.map((_, row) =>
          columnNames.map((_, column) => {
            const { color, dark, text, title } = cell(row, column);
            return (
              <g key={`${row},${column}`}>
                <rect
                  x={column * side}
                  y={row * side}
                  width={side - gap}
                  height={side - gap}
                  fill={color}
                  shapeRendering={gap ? 'auto' : 'crispEdges'}
                >
                  <title>{title}</title>
                </rect>
                {most <= writtenRows && (
                  <text
                    x={(column + 0.5) * side}
                    y={(row + 0.5) * side}
                    textAnchor="middle"
                    dominantBaseline="middle"
                    fontSize={Math.min(valueSize, text.length > 3 ? 11 : 13)}
                    fill={dark ? '#1a1a1a' : '#ffffff'}
                    pointerEvents="none"
                  >
                    {text}
                  </text>
                )}
              </g>
            );
          }),
        )}
      </svg>
    </div>
  );
}

const shortened = (name: string): string =>
  name.length > nameLetters ? `${name.slice(0, nameLetters - 1)}…` : name;
