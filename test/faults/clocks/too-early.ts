import type { RunEvent } from '../../../src/core/run/run-event.ts'
import type { Stamp } from './clock-orders.ts'

/** The clock was set by so much at this time of the steady clock. */
export interface Jump {
  readonly steadyMs: number
  readonly ms: number
}

/** Clocks are read in whole milliseconds and one after the other, and set a little after it is written down. */
const TOLERANCE_MS = 5

/** A wait that a fact began and another one ended. */
interface Wait {
  readonly from: Stamp
  readonly until: number
  readonly to: Stamp
  readonly what: string
}

/**
 * What came before its time: by the process's own clock, or by the steady one, where the clock was not set forward
 * meanwhile.
 */
export function tooEarly(stamps: readonly Stamp[], jumps: readonly Jump[]): readonly string[] {
  return waitsIn(stamps).flatMap(({ from, until, to, what }) => {
    const name = `${what} of run ${from.run}`
    if (to.event.at < until) return [`${name} came ${until - to.event.at} ms early by the process's own clock`]
    const [lasted, wanted] = [to.steadyMs - from.steadyMs, until - from.event.at]
    const early = wanted - lasted - setForward(jumps, from, to)
    return early > TOLERANCE_MS ? [`${name} came ${Math.round(early)} ms early by the steady clock`] : []
  })
}

/** Every jump forward between the two facts counts; one backward in between is no excuse and no fault. */
function setForward(jumps: readonly Jump[], from: Stamp, to: Stamp): number {
  const between = jumps.filter(({ steadyMs }) => steadyMs >= from.steadyMs - TOLERANCE_MS && steadyMs <= to.steadyMs)
  return between.reduce((sum, { ms }) => sum + Math.max(0, ms), 0)
}

function waitsIn(stamps: readonly Stamp[]): readonly Wait[] {
  return stamps.flatMap((from, index) => {
    const begun = waitBegunBy(from.event)
    if (begun === undefined) return []
    const to = stamps.slice(index + 1).find(({ run, event }) => run === from.run && begun.endsWith(event))
    return to === undefined ? [] : [{ from, to, until: begun.until, what: begun.what }]
  })
}

interface Begun {
  readonly what: string
  readonly until: number
  readonly endsWith: (event: RunEvent) => boolean
}

function waitBegunBy(event: RunEvent): Begun | undefined {
  switch (event.type) {
    case 'backing-off':
      return {
        what: `Another try of ${event.stage}`,
        until: event.until,
        endsWith: (end) => end.type === 'attempt-begun' && end.stage === event.stage,
      }
    case 'attempt-begun':
      return event.deadline === null
        ? undefined
        : {
            what: `The time limit of ${event.stage}`,
            until: event.deadline,
            endsWith: (end) =>
              end.type === 'attempt-failed' && end.stage === event.stage && end.error.code === 'timeout',
          }
    case 'task-opened':
      return event.due === null
        ? undefined
        : {
            what: `The deadline of ${event.task}`,
            until: event.due,
            endsWith: (end) => end.type === 'task-overdue' && end.task === event.task,
          }
    default:
      return undefined
  }
}
