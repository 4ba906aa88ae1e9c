import { useState } from 'react'
import { ChartTable } from '../../charts/chart-table.tsx'
import { GateCurve } from '../../charts/gate-curve.tsx'
import { curveDrawing, wrongWords } from '../../derive/gate-curve.ts'
import { throughWords } from '../../derive/gate-numbers.ts'
import { Card } from '../../parts/card.tsx'
import type { GateView } from './use-gate-view.ts'

const TITLE = 'Wrong in 100, by how much goes through'

/** Every limit that can be chosen, and what was found of it. */
export function CurveCard({ view: { gate, target, point, setLimit } }: { readonly view: GateView }) {
  const [isTable, setTable] = useState(false)
  const drawing = curveDrawing(gate, target)
  if (drawing.points.length === 0) return <NothingToDraw />
  const chosen = gate.points.findIndex(({ limit }) => limit === point?.limit)
  const chosenWords = point === null ? [] : [throughWords(point), wrongWords(point)]
  return (
    <Card
      title={TITLE}
      aside={<span className="small soft">every point is a percentage you can choose</span>}
      actions={
        <button
          type="button"
          className="plain-link small gate-link"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? 'Show as a drawing' : 'Show as a table'}
        </button>
      }
    >
      {isTable ? (
        <ChartTable label={TITLE} columns={drawing.columns} rows={drawing.rows} />
      ) : (
        <GateCurve drawing={drawing} chosen={chosen} chosenWords={chosenWords} onChoose={setLimit} />
      )}
    </Card>
  )
}

function NothingToDraw() {
  return (
    <Card title={TITLE}>
      <p className="card-body small soft">
        Nobody has checked an answer yet. As people decide in the Inbox, each limit gets its point here.
      </p>
    </Card>
  )
}
