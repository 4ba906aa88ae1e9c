import { formatDuration } from '../../basics/duration.ts'
import type { RetrySetting, Workflow } from '../../workflow/workflow.ts'
import type { Rule } from '../rule.ts'

/** The wait grows from the first interval to the largest, so the first can not be the larger one. */
export const retryInterval: Rule = {
  id: 'retry-interval',
  severity: 'error',
  check: ({ workflow }) =>
    retries(workflow).flatMap(([{ initialIntervalMs, maximumIntervalMs }, pointer]) => {
      if (initialIntervalMs === undefined || maximumIntervalMs === undefined) return []
      if (initialIntervalMs <= maximumIntervalMs) return []
      const message = `The first wait, ${formatDuration(initialIntervalMs)}, is longer than the longest, ${formatDuration(maximumIntervalMs)}.`
      return [{ pointer: `${pointer}/initial_interval`, message, help: 'Make `maximum_interval` at least as long.' }]
    }),
}

function retries({ defaults, stages }: Workflow): readonly (readonly [RetrySetting, string])[] {
  const places: readonly (readonly [RetrySetting | undefined, string])[] = [
    [defaults.retry, '/defaults/retry'],
    ...stages.map(({ retry }, index) => [retry, `/stages/${index}/retry`] as const),
  ]
  return places.flatMap(([setting, pointer]) => (setting === undefined ? [] : [[setting, pointer] as const]))
}
