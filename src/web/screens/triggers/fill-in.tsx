import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { BackfillPreview } from '../../../api/contract/triggers.ts'
import type { Backfill, InstantRange } from '../../data/triggers.ts'
import { useBackfill, useBackfillPreview } from '../../data/triggers.ts'
import { counted } from '../../derive/number-words.ts'
import { instantOnClock } from '../../derive/trigger-words.ts'
import { BothClocks } from '../../parts/both-clocks.tsx'
import { Card } from '../../parts/card.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import type { OnClock } from './past-time.tsx'

/** Starts what a range of times did not start. How many that are is said before anything starts. */
export function FillIn({ id, timezone }: OnClock) {
  const [range, setRange] = useState<InstantRange | null>(null)
  const [begun, setBegun] = useState<number | null>(null)
  const ask = (asked: InstantRange | null) => {
    setRange(asked)
    setBegun(null)
  }
  const finish = (count: number) => {
    setRange(null)
    setBegun(count)
  }
  return (
    <Card title="Fill in a range">
      <div className="triggers-form">
        <RangeForm timezone={timezone} onAsk={ask} />
        {range === null ? null : (
          <Preview key={JSON.stringify(range)} id={id} timezone={timezone} range={range} onDone={finish} />
        )}
        {begun === null ? null : (
          <Note icon="done" tone="ok">
            <p role="status">{counted(begun, 'run')} will start. What each of them does stands in the log above.</p>
          </Note>
        )}
      </div>
    </Card>
  )
}

interface RangeFormProps {
  readonly timezone: string
  /** Null: what is typed has changed, so what was shown holds no more. */
  readonly onAsk: (range: InstantRange | null) => void
}

function RangeForm({ timezone, onAsk }: RangeFormProps) {
  const [local, setLocal] = useState({ from: '', to: '' })
  const [from, to] = [instantOnClock(local.from, timezone), instantOnClock(local.to, timezone)]
  const isBackwards = from !== undefined && to !== undefined && from > to
  const change = (changed: Partial<typeof local>) => {
    setLocal({ ...local, ...changed })
    onAsk(null)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (from !== undefined && to !== undefined) onAsk({ from, to })
  }
  return (
    <form className="triggers-range" onSubmit={submit}>
      <TextInput
        type="datetime-local"
        label={`From, on the clock of ${timezone}`}
        value={local.from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label="To"
        value={local.to}
        error={isBackwards ? 'This is before the beginning.' : null}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <div className="row">
        <Button type="submit" disabled={from === undefined || to === undefined || isBackwards}>
          See what it would start
        </Button>
      </div>
    </form>
  )
}

interface PreviewProps extends OnClock {
  readonly range: InstantRange
  readonly onDone: (count: number) => void
}

function Preview({ id, timezone, range, onDone }: PreviewProps) {
  const { data, error } = useBackfillPreview(id, range)
  const [turn, setTurn] = useState<Backfill['turn']>('after-others')
  const count = data?.starts.length ?? 0
  const fill = useBackfill(id, () => onDone(count))
  if (error !== null) return <ProblemNote failure={error.failure} safe="Nothing was started." />
  if (data === undefined) return null
  return (
    <>
      <Told preview={data} timezone={timezone} />
      {count === 0 ? null : (
        <>
          <NativeSelect
            label="How"
            data={[...TURNS]}
            value={turn}
            onChange={(event) => setTurn(event.currentTarget.value === 'at-once' ? 'at-once' : 'after-others')}
          />
          <div className="row">
            <Button variant="filled" loading={fill.isPending} onClick={() => fill.send({ ...range, turn })}>
              Start {counted(count, 'run')}
            </Button>
          </div>
        </>
      )}
      {fill.error === null ? null : <ProblemNote failure={fill.error.failure} safe="Nothing was started." />}
    </>
  )
}

const TURNS = [
  { value: 'after-others', label: 'One after the other' },
  { value: 'at-once', label: 'All at once' },
] as const satisfies readonly { readonly value: Backfill['turn']; readonly label: string }[]

function Told({
  preview: { starts, started },
  timezone,
}: {
  readonly preview: BackfillPreview
  readonly timezone: string
}) {
  const [first, last] = [starts[0], starts.at(-1)]
  return (
    <p role="status" className="small">
      <b>{starts.length === 0 ? 'It would start nothing' : `It would start ${counted(starts.length, 'run')}`}</b>
      {started === 0 ? '' : `; ${counted(started, 'time')} of the range started before`}.
      {first === undefined || last === undefined ? null : (
        <span className="soft">
          {' '}
          First <BothClocks at={first} timezone={timezone} />
          {first === last ? null : (
            <>
              , last <BothClocks at={last} timezone={timezone} />
            </>
          )}
          .
        </span>
      )}
    </p>
  )
}
