import { assertNever } from '../../core/basics/assert-never.ts'
import type { TriggerProblem } from '../../engine/triggers.ts'
import { iso } from '../views/instants.ts'
import type { ApiProblem } from './refuse.ts'

/** Why a trigger did not do what was asked of it, as the API answers it. */
export function fromTriggerProblem(problem: TriggerProblem): ApiProblem {
  return { code: problem.code, detail: detailOf(problem) }
}

function detailOf(problem: TriggerProblem): string {
  const { trigger } = problem
  switch (problem.code) {
    case 'trigger-unknown':
      return `There is no trigger "${trigger}". \`workcharts triggers list\` names all of them.`
    case 'trigger-no-schedule':
      return `"${trigger}" starts by events, not by a schedule. Send an event instead.`
    case 'trigger-off':
      return problem.why === 'paused'
        ? `The schedule "${trigger}" is paused. Resume it first.`
        : `The schedule "${trigger}" is not switched on in the published version. Switch it on and publish.`
    case 'firing-skipped':
      return `The schedule "${trigger}" started no run. ${problem.detail}`
    case 'instant-unknown':
      return `${iso(problem.instant)} is not a time of "${trigger}". ${nextAfter(problem.next)}`
    case 'instant-to-come':
      return `${iso(problem.instant)} is still to come. The schedule "${trigger}" starts it then.`
    case 'instant-started':
      return `${iso(problem.instant)} of "${trigger}" has started its run, or waits to. Its log names it.`
    case 'backfill-too-long':
      return `This range of "${trigger}" has more than ${problem.startsMax.toLocaleString('en')} times that started no run. Choose a shorter one.`
    default:
      return assertNever(problem)
  }
}

function nextAfter(next: Extract<TriggerProblem, { readonly code: 'instant-unknown' }>['next']): string {
  return next === null ? 'It has none after that.' : `The next one is ${iso(next)}.`
}
