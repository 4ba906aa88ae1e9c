import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ChangedRuns, RunSummary } from '../../../api/contract/runs.ts'
import type { RunsChange } from '../../../core/run/several-runs.ts'
import { RUNS_CHANGED_MAX } from '../../../core/run/several-runs.ts'
import { useChangeRuns } from '../../data/run-commands.ts'
import { countWords } from '../../derive/number-words.ts'
import { CHANGE_WORDS, changeOutlook } from '../../derive/runs-change.ts'
import { Icon } from '../../icons/icon.tsx'
import type { IconName } from '../../icons/shapes.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import type { Choice } from '../../parts/use-choice.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { RunsChanged } from './runs-changed.tsx'
import './runs-bar.css'

export interface RunsBarProps {
  readonly runs: readonly RunSummary[]
  readonly choice: Choice
}

/** What was sent, with the runs as they were then. */
interface Sent {
  readonly change: RunsChange
  readonly runs: readonly RunSummary[]
}

/** What can be done to the runs that are chosen, and what came of it. */
export function RunsBar({ runs, choice }: RunsBarProps) {
  const [asking, setAsking] = useState<RunsChange | null>(null)
  const [sent, setSent] = useState<Sent | null>(null)
  const [answer, setAnswer] = useState<ChangedRuns | null>(null)
  const { send, isPending, error, variables } = useChangeRuns((changed) => {
    setAnswer(changed)
    choice.toggle([...choice.chosen])
  })
  const chosen = runs.filter(({ id }) => choice.chosen.has(id))
  const begin = (change: RunsChange, note: string) => {
    const { ids } = changeOutlook(change, chosen)
    setAnswer(null)
    setSent({ change, runs: chosen })
    send(change, change === 'cancel' ? { runs: ids, note } : { runs: ids })
  }
  if (chosen.length === 0 && answer === null) return null
  return (
    <section className="runs-bar" aria-label="Chosen runs">
      {answer === null || sent === null ? null : (
        <RunsChanged change={sent.change} before={sent.runs} changed={answer.runs} onClose={() => setAnswer(null)} />
      )}
      {error === null || sent === null || variables === undefined ? null : (
        <ProblemNote failure={error.failure} onRetry={() => send(sent.change, variables.body)} />
      )}
      {chosen.length === 0 ? null : (
        <Buttons runs={runs} chosen={chosen} choice={choice} isPending={isPending} onAsk={setAsking} />
      )}
      {asking === null ? null : (
        <ChangeDialog
          change={asking}
          chosen={chosen}
          onConfirm={(note) => begin(asking, note)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}

interface ButtonsProps extends RunsBarProps {
  readonly chosen: readonly RunSummary[]
  readonly isPending: boolean
  readonly onAsk: (change: RunsChange) => void
}

function Buttons({ runs, chosen, choice, isPending, onAsk }: ButtonsProps) {
  const others = runs.filter(({ id }) => !choice.chosen.has(id)).slice(0, RUNS_CHANGED_MAX - chosen.length)
  return (
    <div className="row row-wrap">
      <b className="small" role="status">
        {countWords(chosen.length)} chosen
        {chosen.length === RUNS_CHANGED_MAX ? ', as many as can be changed at once' : ''}
      </b>
      {CHANGES.map(({ change, icon }) => (
        <Button
          key={change}
          leftSection={<Icon name={icon} />}
          loading={isPending}
          disabled={changeOutlook(change, chosen).ids.length === 0}
          onClick={() => onAsk(change)}
        >
          {CHANGE_WORDS[change].verb}…
        </Button>
      ))}
      <span className="tiny soft">{unableWords(chosen)}</span>
      <span className="grow" />
      {others.length === 0 ? null : (
        <Button variant="subtle" onClick={() => choice.toggle(others.map(({ id }) => id))}>
          All on this page
        </Button>
      )}
      <Button variant="subtle" onClick={() => choice.toggle([...choice.chosen])}>
        Choose none
      </Button>
    </div>
  )
}

const CHANGES = [
  { change: 'cancel', icon: 'canceled' },
  { change: 'retry', icon: 'repeat' },
] as const satisfies readonly { readonly change: RunsChange; readonly icon: IconName }[]

/** Why a button can not be used. */
function unableWords(chosen: readonly RunSummary[]): string {
  const unable = CHANGES.map(({ change }) => changeOutlook(change, chosen)).filter(({ ids }) => ids.length === 0)
  return unable.map(({ words }) => words).join(' ')
}
