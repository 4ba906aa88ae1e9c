import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ChangedRun, RunSummary } from '../../../api/contract/runs.ts'
import type { RunsChange } from '../../../core/run/several-runs.ts'
import { runTitle } from '../../derive/run-words.ts'
import type { ChangeOutcome } from '../../derive/runs-change.ts'
import { CHANGE_WORDS, changedWords, changeOutcome } from '../../derive/runs-change.ts'
import { Icon } from '../../icons/icon.tsx'
import type { IconName } from '../../icons/shapes.tsx'
import { goOnWithPage } from '../../parts/go-on.ts'
import { RUN_STATES } from '../../words/states.ts'

export interface RunsChangedProps {
  readonly change: RunsChange
  /** As they were when they were chosen. */
  readonly before: readonly RunSummary[]
  readonly changed: readonly ChangedRun[]
  readonly onClose: () => void
}

/** What came of each run, as the server found it afterwards. */
export function RunsChanged({ change, before, changed, onClose }: RunsChangedProps) {
  const button = useRef<HTMLButtonElement>(null)
  // The button that was pressed for it is gone.
  useEffect(() => button.current?.focus(), [])
  const close = () => {
    onClose()
    goOnWithPage()
  }
  return (
    <>
      <div className="row row-wrap">
        <b className="small grow" role="status">
          {changedWords(change, changed)}
        </b>
        <Button ref={button} variant="subtle" onClick={close}>
          Close
        </Button>
      </div>
      <ul className="runs-changed-rows" aria-label="What came of each">
        {changed.map((run) => (
          <Row key={run.id} change={change} run={run} title={titleOf(run, before)} />
        ))}
      </ul>
    </>
  )
}

function titleOf({ id }: ChangedRun, before: readonly RunSummary[]): string {
  const known = before.find((run) => run.id === id)
  return known === undefined ? id : runTitle(known)
}

interface RowProps {
  readonly change: RunsChange
  readonly run: ChangedRun
  readonly title: string
}

function Row({ change, run, title }: RowProps) {
  const outcome = changeOutcome(change, run)
  return (
    <li>
      <Icon name={ICONS[outcome.type]} size="small" />
      <Link to="/runs/$runId" params={{ runId: run.id }} className="name-link">
        {title}
      </Link>
      <span className="grow soft">{outcomeWords(change, run, outcome)}</span>
      {run.next === null ? null : (
        <Link to="/runs/$runId" params={{ runId: run.next.id }}>
          The new run<span className="hidden-visually"> of {title}</span>
        </Link>
      )}
    </li>
  )
}

const ICONS = {
  done: 'done',
  'not-confirmed': 'warn',
  refused: 'failed',
} as const satisfies Record<ChangeOutcome['type'], IconName>

function outcomeWords(change: RunsChange, { status, next }: ChangedRun, outcome: ChangeOutcome): string {
  switch (outcome.type) {
    case 'done':
      return next === null ? CHANGE_WORDS[change].done : `taken up; the new run: ${RUN_STATES[next.status].word}`
    case 'not-confirmed':
      return `said to be done, and it is not: ${status === null ? 'not there' : RUN_STATES[status].word}`
    case 'refused':
      return outcome.detail
  }
}
