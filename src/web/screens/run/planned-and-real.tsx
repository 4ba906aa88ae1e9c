import { useState } from 'react'
import { usePlannedAndReal } from '../../data/planned-and-real.ts'
import { counted } from '../../derive/number-words.ts'
import type { PlannedRow, PlannedView } from '../../derive/planned-view.ts'
import { plannedView } from '../../derive/planned-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import '../../parts/table.css'
import './planned-and-real.css'

/** What the plan said beside what happened: the run first, then what went another way, then the rest. */
export function PlannedAndReal({ run }: { readonly run: string }) {
  const told = usePlannedAndReal(run)
  return (
    <Loaded query={told} what="what was planned">
      {(planned) => <Told view={plannedView(planned)} />}
    </Loaded>
  )
}

function Told({ view: { run, different, same, more } }: { readonly view: PlannedView }) {
  return (
    <div className="planned">
      <Table title="The run" rows={run} />
      {different.length === 0 ? (
        <p className="planned-words small soft">No stage went another way than planned.</p>
      ) : (
        <Table title="Went another way" rows={different} />
      )}
      {same.length === 0 ? null : <Same rows={same} />}
      {more === '' ? null : <p className="planned-words small faint">{more}</p>}
    </div>
  )
}

/** Folded away, and drawn when somebody wants to see it. */
function Same({ rows }: { readonly rows: readonly PlannedRow[] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="planned-same" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">{counted(rows.length, 'thing')} as planned, or not known</summary>
      {isOpen ? <Table title="As planned, or not known" rows={rows} /> : null}
    </details>
  )
}

interface TableProps {
  readonly title: string
  readonly rows: readonly PlannedRow[]
}

/** Rows of the run as a whole need no column that says so. */
function Table({ title, rows }: TableProps) {
  const hasStages = rows.some(({ stage }) => stage !== '')
  return (
    <section className="planned-table">
      <h3>{title}</h3>
      <table className="table table-dense" aria-label={title}>
        <thead>
          <tr>
            {hasStages ? <th scope="col">Stage</th> : null}
            <th scope="col">What</th>
            <th scope="col">Planned</th>
            <th scope="col">Real</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ row: { stage, what, planned, real, differs } }: { readonly row: PlannedRow }) {
  return (
    <tr>
      {stage === '' ? null : <td>{stage}</td>}
      <td className="soft">{what}</td>
      <td data-label="Planned">
        <PlainText text={planned} />
      </td>
      <td data-label="Real">
        <span className="planned-real">
          {differs ? <Icon name="warn" tone="warm" size="small" label="Another way than planned" /> : null}
          <span>
            <PlainText text={real} />
          </span>
        </span>
      </td>
    </tr>
  )
}
