import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Firing, Trigger } from '../../../api/contract/triggers.ts'
import { useFireTrigger, useFirings } from '../../data/triggers.ts'
import { BothClocks } from '../../parts/both-clocks.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { READER_ZONE } from '../../parts/moment.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { State } from '../../parts/state.tsx'
import { OUTCOMES, SKIPPED_WORDS } from '../../words/triggers.ts'
import '../../parts/table.css'

export type TriggerLogProps = Pick<Trigger, 'id' | 'starts'>

/** What it did, the newest first: every start, and everything that was left out, with the reason. */
export function TriggerLog({ id, starts }: TriggerLogProps) {
  const query = useFirings(id)
  const timezone = starts.type === 'schedule' ? starts.timezone : READER_ZONE.timeZone
  return (
    <Card title="What it did">
      <Loaded query={query} what="what it did">
        {({ firings }) =>
          firings.length === 0 ? (
            <Empty title="Nothing yet">Each start, and each time that is left out, stands here with its reason.</Empty>
          ) : (
            <table className="table table-dense triggers-log" aria-label="What it did, the newest first">
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">What came of it</th>
                  <th scope="col">Why</th>
                  <th scope="col">
                    <span className="hidden-visually">What to do</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {firings.map((firing) => (
                  <Row key={rowKey(firing)} firing={firing} timezone={timezone} />
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Card>
  )
}

function rowKey({ cause, instant }: Firing): string {
  return cause.type === 'instant' ? instant : `${instant} ${cause.id}`
}

function Row({ firing, timezone }: { readonly firing: Firing; readonly timezone: string }) {
  const { instant, outcome, cause, note } = firing
  return (
    <tr>
      <td>
        <BothClocks at={instant} timezone={timezone} />
      </td>
      <td>
        <State look={OUTCOMES[outcome.type]} />
      </td>
      <td className="soft">
        {whyOf(firing)} {note}
      </td>
      <td className="table-number">
        {outcome.type === 'run' ? (
          <Link to="/runs/$runId" params={{ runId: outcome.run }}>
            See the run
          </Link>
        ) : null}
        {outcome.type === 'skipped' && cause.type === 'instant' ? <StartAfterAll firing={firing} /> : null}
      </td>
    </tr>
  )
}

function whyOf({ outcome, cause, by }: Firing): string {
  switch (outcome.type) {
    case 'run':
      return cause.type === 'hand' ? `Started by ${by.name}.` : ''
    case 'skipped':
      return `${SKIPPED_WORDS[outcome.reason]}. ${outcome.detail}`
    case 'waiting':
      return outcome.turn === 'at-once' ? 'It starts as soon as it can.' : 'It starts once the run before it has ended.'
  }
}

/** A time that was left out can be started once, later. */
function StartAfterAll({ firing: { trigger, instant } }: { readonly firing: Firing }) {
  const { send, isPending, error } = useFireTrigger(trigger)
  return (
    <>
      <Button size="compact-xs" loading={isPending} onClick={() => send(instant)}>
        Start it after all
      </Button>
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </>
  )
}
