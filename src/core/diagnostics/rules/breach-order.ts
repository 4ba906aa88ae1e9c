import { formatDuration } from '../../basics/duration.ts'
import { escalations } from '../escalations.ts'
import type { Rule } from '../rule.ts'

/** The chain after a missed deadline is read from top to bottom, so it must go forward in time. */
export const breachOrder: Rule = {
  id: 'breach-order',
  severity: 'error',
  check: ({ workflow }) =>
    escalations(workflow).flatMap(([{ onBreach = [] }, pointer]) =>
      onBreach.flatMap(({ afterMs }, index) => {
        const before = onBreach[index - 1]?.afterMs ?? -1
        if (afterMs > before) return []
        const message = `This step comes ${formatDuration(afterMs)} after the deadline, not later than the step before it.`
        return [
          {
            pointer: `${pointer}/on_breach/${index}/after`,
            message,
            help: 'Order the steps by `after`, each later than the last.',
          },
        ]
      }),
    ),
}
