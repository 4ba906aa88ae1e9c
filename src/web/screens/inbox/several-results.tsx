import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TaskRow } from '../../../api/contract/tasks.ts'
import type { SeveralResult } from '../../data/several.ts'
import { taskTitle } from '../../derive/task-words.ts'
import { Icon } from '../../icons/icon.tsx'
import type { IconName } from '../../icons/shapes.tsx'
import type { TaskSearch } from './task-search.ts'
import type { Several } from './use-several.ts'

export interface SeveralResultsProps {
  readonly several: Several
  readonly tasks: readonly TaskRow[]
  readonly search: TaskSearch
}

/** What came of each answer, as it comes. */
export function SeveralResults({ several, tasks, search }: SeveralResultsProps) {
  const { phase, results, stop, again, close } = several
  const kinds = [...results.values()].map(({ type }) => type)
  const done = kinds.filter((type) => type === 'done').length
  return (
    <section aria-label="What came of it">
      <progress className="several-progress" max={tasks.length} value={results.size} aria-label="Answers sent" />
      <p role="status">{statusWords(phase, { done, sent: results.size, all: tasks.length })}</p>
      <ul className="several-rows">
        {tasks.map((task) => (
          <ResultRow key={task.id} task={task} result={results.get(task.id)} />
        ))}
      </ul>
      <div className="row row-wrap">
        {phase === 'sending' ? <Button onClick={stop}>Stop</Button> : null}
        {isOver(phase) && kinds.includes('unknown') ? <Button onClick={again}>Try those again</Button> : null}
        {isOver(phase) ? <Button onClick={close}>Choose others</Button> : null}
        {isOver(phase) ? (
          <Link to="/inbox" search={search}>
            Back to the inbox
          </Link>
        ) : null}
      </div>
    </section>
  )
}

function isOver(phase: Several['phase']): boolean {
  return phase === 'ended' || phase === 'unchecked'
}

interface Counts {
  readonly done: number
  readonly sent: number
  readonly all: number
}

function statusWords(phase: Several['phase'], { done, sent, all }: Counts): string {
  switch (phase) {
    case 'choosing':
      return ''
    case 'sending':
      return `${sent} of ${all} answered. What is done stays done, whatever happens to this page.`
    case 'checking':
      return 'Looking at the list again.'
    case 'ended':
      return `${done} of ${all} decided, as the list says too.`
    case 'unchecked':
      return `${done} of ${all} decided. The list could not be fetched again to look.`
  }
}

function ResultRow({ task, result }: { readonly task: TaskRow; readonly result: SeveralResult | undefined }) {
  const { icon, words } = result === undefined ? ON_ITS_WAY : lookOf(result)
  return (
    <li>
      <Icon name={icon} size="small" />
      <span className="grow">
        <b>{taskTitle(task)}</b>: {words}
      </span>
      {result === undefined || result.type === 'done' ? null : (
        <Link to="/inbox/$taskId" params={{ taskId: task.id }} className="several-open small">
          Look at it<span className="hidden-visually">: {taskTitle(task)}</span>
        </Link>
      )}
    </li>
  )
}

interface ResultLook {
  readonly icon: IconName
  readonly words: string
}

const ON_ITS_WAY: ResultLook = { icon: 'pending', words: 'not answered yet' }

function lookOf(result: SeveralResult): ResultLook {
  switch (result.type) {
    case 'done':
      return { icon: 'done', words: 'done' }
    case 'not-confirmed':
      return { icon: 'warn', words: 'it was said to be done, and is still in the list' }
    case 'changed':
      return { icon: 'repeat', words: 'changed meanwhile, so nothing was decided' }
    case 'refused':
      return { icon: 'failed', words: result.detail }
    case 'unknown':
      return { icon: 'unknown', words: 'the server did not answer, so nobody knows whether it was decided' }
    case 'not-sent':
      return { icon: 'paused', words: 'stopped before it: still open' }
  }
}
