import type { ReactNode } from 'react'
import { useState } from 'react'
import { Card } from '../parts/card.tsx'
import type { ChartTableProps } from './chart-table.tsx'
import { ChartTable } from './chart-table.tsx'
import './chart-card.css'

export interface ChartCardProps {
  readonly title: string
  /** The number of it: `74 %`; null: nothing is known yet. */
  readonly big: string | null
  /** What stands behind the number. */
  readonly behind: string
  /** The drawing, and the same numbers as a table. */
  readonly chart: ReactNode
  readonly table: Omit<ChartTableProps, 'label'>
  /** What is drawn, in words. */
  readonly caption: ReactNode
  /** Said in place of the drawing where there is nothing to draw. */
  readonly nothing: string
}

/** A number, what stands behind it, and how it came about, as a drawing or as a table. */
export function ChartCard({ title, big, behind, chart, table, caption, nothing }: ChartCardProps) {
  const [isTable, setTable] = useState(false)
  const isEmpty = table.rows.length === 0
  return (
    <Card
      title={title}
      actions={isEmpty ? null : <TableSwitch of={title} isTable={isTable} onSwitch={() => setTable(!isTable)} />}
    >
      <div className="chart-card">
        <BigNumber big={big} behind={behind} />
        {isEmpty ? <p className="chart-nothing small soft">{nothing}</p> : null}
        {isEmpty || isTable ? null : chart}
        {isTable && !isEmpty ? <ChartTable label={title} {...table} /> : null}
        <div className="chart-caption tiny soft">{caption}</div>
      </div>
    </Card>
  )
}

/** A number with what stands behind it; what is not known is said so. */
export function BigNumber({ big, behind }: Pick<ChartCardProps, 'big' | 'behind'>) {
  return (
    <p className="chart-big num">
      {big === null ? <b className="chart-unknown">not known yet</b> : <b>{big}</b>}{' '}
      <span className="tiny soft">{behind}</span>
    </p>
  )
}

interface TableSwitchProps {
  readonly of: string
  readonly isTable: boolean
  readonly onSwitch: () => void
}

function TableSwitch({ of, isTable, onSwitch }: TableSwitchProps) {
  return (
    <button type="button" className="plain-link chart-switch small" aria-pressed={isTable} onClick={onSwitch}>
      Table<span className="hidden-visually"> of {of}</span>
    </button>
  )
}
