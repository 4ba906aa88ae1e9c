import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TurnedRuns } from '../../../api/contract/gates.ts'
import { useTurnedRuns } from '../../data/gates.ts'
import { percentInTenths } from '../../derive/gate-steps.ts'
import { counted, countWords } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { Confidence } from '../../parts/confidence.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ShortMoment } from '../../parts/moment.tsx'
import { Count } from '../../parts/tag.tsx'
import type { GateView } from './use-gate-view.ts'
import '../../parts/table.css'

/** At first, and at most: nobody reads on. */
const FIRST = 7
const MOST = 200

/** Runs in which somebody else would have decided, had it been as it is thought of now. */
export function TurnedCard({ view }: { readonly view: GateView }) {
  const between = betweenLimits(view)
  if (between.from === between.to)
    return (
      <Card title={TITLE}>
        <p className="card-body small soft">None: this is how it is now.</p>
      </Card>
    )
  return <Turned view={view} {...between} />
}

const TITLE = 'Would have gone the other way'

interface Between {
  readonly from: number
  readonly to: number
}

function Turned({ view, from, to }: Between & { readonly view: GateView }) {
  const [most, setMost] = useState(FIRST)
  const turned = useTurnedRuns(view.of, { segment: view.search.segment, from, to, most })
  const count = turned.data === undefined ? null : <Count of={turned.data.total} />
  return (
    <Card title={TITLE} aside={count}>
      <Loaded query={turned} what="the runs">
        {(data) => (
          <>
            <p className="card-body small soft num">
              of the last {counted(data.of, 'answer')}, {percentInTenths(Math.min(from, to))} to{' '}
              {percentInTenths(Math.max(from, to))} sure
            </p>
            <Rows turned={data} limit={to} />
            <Sum turned={data} onAll={() => setMost(MOST)} />
          </>
        )}
      </Loaded>
    </Card>
  )
}

/** From the limit that there is to the one that is thought of. Where all goes through it is 0, where nothing does 1. */
function betweenLimits({ gate, point }: GateView): Between {
  const without = gate.setting.kind === 'none' ? 0 : 1
  return { from: gate.current?.point.limit ?? without, to: point?.limit ?? 1 }
}

function Rows({ turned, limit }: { readonly turned: TurnedRuns; readonly limit: number }) {
  if (turned.runs.length === 0) return null
  return (
    <table className="table table-dense" aria-label="Would have gone the other way, the newest first">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">When</th>
          <th scope="col">How sure</th>
          <th scope="col">Would</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {turned.runs.map((row) => (
          <Row key={`${row.run} ${row.at}`} row={row} limit={limit} />
        ))}
      </tbody>
    </table>
  )
}

type TurnedRow = TurnedRuns['runs'][number]

function Row({
  row: { run, title, at, confidence, would, verdict },
  limit,
}: {
  readonly row: TurnedRow
  readonly limit: number
}) {
  const { icon, tone, words } = WOULD[would]
  return (
    <tr>
      <td>
        <Link to="/runs/$runId" params={{ runId: run }}>
          {title ?? run.slice(-SHOWN_OF_ID)}
        </Link>
      </td>
      <td>
        <ShortMoment at={at} />
      </td>
      <td>
        <Confidence value={confidence} threshold={limit} source="reported" size="mini" />
      </td>
      <td data-label="Would">
        <span className={`row row-tight nowrap ${tone}`}>
          <Icon name={icon} size="small" />
          {words}
        </span>
      </td>
      <td data-label="Verdict">
        <Verdict verdict={verdict} />
      </td>
    </tr>
  )
}

/** The end of an id tells runs apart that have no title. */
const SHOWN_OF_ID = 8

const WOULD = {
  ask: { icon: 'person', tone: 'warm', words: 'ask a person' },
  'go-through': { icon: 'arrow', tone: 'cool', words: 'go through' },
} as const satisfies Record<TurnedRow['would'], unknown>

function Verdict({ verdict }: Pick<TurnedRow, 'verdict'>) {
  if (verdict === null) return <span className="soft">not checked</span>
  return (
    <span className={`row row-tight ${verdict === 'right' ? 'ok' : 'bad'}`}>
      <Icon name={verdict === 'right' ? 'check' : 'cross'} size="small" />
      {verdict}
    </span>
  )
}

function Sum({
  turned: { runs, total, right, wrong },
  onAll,
}: {
  readonly turned: TurnedRuns
  readonly onAll: () => void
}) {
  if (total === 0) return <p className="card-body small">None of them.</p>
  const isMore = runs.length < Math.min(total, MOST)
  return (
    <p className="card-body small soft num gate-sum">
      {countWords(right + wrong)} checked: {countWords(right)} right, {countWords(wrong)} wrong.{' '}
      {isMore ? (
        <button type="button" className="plain-link gate-link" onClick={onAll}>
          {total > MOST ? `Show the newest ${MOST}` : `Show all ${countWords(total)}`}
        </button>
      ) : null}
    </p>
  )
}
