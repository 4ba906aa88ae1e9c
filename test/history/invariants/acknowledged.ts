import { assertNever } from '../../../src/core/basics/assert-never.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'
import type { Request, StoredRun, Wish } from '../evidence.ts'
import type { Invariant } from './breach.ts'
import { breach } from './breach.ts'

/** I1: what a client was told is there. */
export const acknowledged: Invariant = ({ stored, requests }) => {
  const runs = new Map(stored.runs.map((run) => [run.row.id, run]))
  return requests
    .filter(({ told }) => told === 'accepted')
    .flatMap((request) =>
      missing(runs.get(request.wish.run), request).map((text) => breach('I1', request.wish.run, text)),
    )
}

function missing(run: StoredRun | undefined, { wish, version }: Request): readonly string[] {
  if (run === undefined) return [`a client was told that "${wish.type}" was accepted, and there is no such run`]
  const lost =
    version !== undefined && version > run.facts.length
      ? [`a client was told of version ${version}, and ${run.facts.length} facts are there`]
      : []
  const isThere = run.facts.some(({ event }) => carriesOut(event, wish))
  return isThere ? lost : [...lost, `a client was told that ${nameOf(wish)} was accepted, and no fact says so`]
}

/** Whether this fact is what the wish asked for. To read asks for nothing. */
function carriesOut(event: RunEvent, wish: Wish): boolean {
  switch (wish.type) {
    case 'start':
      return event.type === 'run-started'
    case 'answer':
      return isAnswer(event, wish)
    case 'cancel':
      return event.type === 'run-canceled'
    case 'pause':
      return event.type === 'run-paused'
    case 'resume':
      return event.type === 'run-resumed'
    case 'read':
      return true
    default:
      return assertNever(wish)
  }
}

function isAnswer(event: RunEvent, { task, command, answer }: Extract<Wish, { readonly type: 'answer' }>): boolean {
  return (
    event.type === 'task-answered' && event.task === task && event.command === command && event.answer.type === answer
  )
}

function nameOf(wish: Wish): string {
  return wish.type === 'answer'
    ? `the answer "${wish.answer}" to task ${wish.task} (${wish.command})`
    : `"${wish.type}"`
}
