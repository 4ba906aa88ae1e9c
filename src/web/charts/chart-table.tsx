import '../parts/table.css'
import './chart-card.css'

export interface ChartTableProps {
  readonly label: string
  readonly columns: readonly string[]
  /** Texts in the order of the columns; the first names the row. */
  readonly rows: readonly (readonly string[])[]
}

/** The numbers of a drawing. It scrolls by itself where it is long. */
export function ChartTable({ label, columns, rows }: ChartTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="chart-table" tabIndex={0} aria-label={`${label}, as a table`}>
      <table className="table table-dense">
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th key={column} scope="col" className={place === 0 ? undefined : 'table-number'}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row[0]} columns={columns} texts={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface RowProps {
  readonly columns: readonly string[]
  readonly texts: readonly string[]
}

function Row({ columns, texts }: RowProps) {
  const [name, ...values] = texts
  return (
    <tr>
      <th scope="row">{name}</th>
      {values.map((text, place) => {
        const column = columns[place + 1]
        return (
          <td key={column} className="table-number" data-label={column}>
            {text}
          </td>
        )
      })}
    </tr>
  )
}
