import { Link } from '@tanstack/react-router'
import type { Firing, Trigger } from '../../../api/contract/triggers.ts'
import { startsWords } from '../../derive/trigger-words.ts'
import { BothClocks } from '../../parts/both-clocks.tsx'
import { Moment } from '../../parts/moment.tsx'
import { State } from '../../parts/state.tsx'
import { OUTCOMES, TRIGGER_STATES } from '../../words/triggers.ts'
import '../../parts/table.css'

export interface TriggerTableProps {
  readonly triggers: readonly Trigger[]
  /** The newest that each of them did. */
  readonly newest: readonly Firing[]
}

export function TriggerTable({ triggers, newest }: TriggerTableProps) {
  const last = new Map(newest.map((firing) => [firing.trigger, firing]))
  return (
    <table className="table triggers-table" aria-label="What starts by itself">
      <thead>
        <tr>
          <th scope="col">Starts</th>
          <th scope="col">State</th>
          <th scope="col">Next start</th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        {triggers.map((trigger) => (
          <Row key={trigger.id} trigger={trigger} last={last.get(trigger.id)} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ trigger, last }: { readonly trigger: Trigger; readonly last: Firing | undefined }) {
  const { id, workflow, starts, state, incident } = trigger
  return (
    <tr>
      <td>
        <div className="two-lines">
          <Link to="/triggers/$triggerId" params={{ triggerId: id }} className="name-link">
            {startsWords(starts)}
          </Link>
          <span className="tiny soft">{workflow.name}</span>
        </div>
      </td>
      <td>
        <State look={incident === null ? TRIGGER_STATES[state] : STOPPED} />
      </td>
      <td className="small soft">
        <NextStart trigger={trigger} />
      </td>
      <td className="small">
        {last === undefined ? <span className="faint">nothing yet</span> : <Last firing={last} />}
      </td>
    </tr>
  )
}

/** It is on, and no start will come. */
const STOPPED = { word: 'No next start', icon: 'warn', tone: 'bad' } as const

function NextStart({ trigger: { starts, state, next } }: { readonly trigger: Trigger }) {
  if (starts.type === 'event') return state === 'on' ? 'when it comes' : '–'
  const [first] = next
  return first === undefined ? '–' : <BothClocks at={first} timezone={starts.timezone} />
}

function Last({ firing: { outcome, instant } }: { readonly firing: Firing }) {
  return (
    <span className="row row-wrap">
      <State look={OUTCOMES[outcome.type]} />
      <span className="soft">
        <Moment at={instant} />
      </span>
    </span>
  )
}
