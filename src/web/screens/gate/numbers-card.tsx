import type { GatePoint } from '../../../api/contract/gates.ts'
import type { GateNumber } from '../../derive/gate-numbers.ts'
import { gateNumbers } from '../../derive/gate-numbers.ts'
import type { GateView } from './use-gate-view.ts'

/** What a limit comes to: for people, for those who get the answers, and in money. */
export function NumbersCard({ view: { gate, point, choice, isWorking } }: { readonly view: GateView }) {
  const numbers = gateNumbers(gate, { point: point ?? NOTHING_THROUGH, choice })
  return (
    <section className="card gate-numbers" aria-label="What this comes to">
      <p className="hidden-visually" role="status">
        {isWorking ? 'Working it out' : ''}
      </p>
      {numbers.map((number, place) => (
        <Cell key={number.title} number={number} isOld={isWorking && place >= WORKED_OUT_FROM} />
      ))}
    </section>
  )
}

/** Where nothing is let through. */
const NOTHING_THROUGH: GatePoint = { limit: 1, through: 0, wrong: 0, of: 0, point: null, atMost: null }
/** The first of those that only the server works out. */
const WORKED_OUT_FROM = 3

/** `isOld`: of the limit before. */
function Cell({ number: { title, big, lines }, isOld }: { readonly number: GateNumber; readonly isOld: boolean }) {
  return (
    <div className={isOld ? 'gate-number gate-number-old' : 'gate-number'}>
      <h3>{title}</h3>
      <p className="num">{big === null ? <span className="gate-unknown">not known</span> : <b>{big}</b>}</p>
      {lines.map((line) => (
        <p key={line} className="tiny soft num">
          {line}
        </p>
      ))}
    </div>
  )
}
