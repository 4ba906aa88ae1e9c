import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { RunReader } from '../../engine/store.ts'
import type { MetricPoints } from './meters.ts'

/** What is as it is at this moment. */
export interface Gauges {
  readonly read: () => Promise<readonly MetricPoints[]>
  readonly close: () => void
}

/** More open tasks than these are not counted. */
const TASKS_MAX = 1_000
const PERCENTILE = 99
const NANOS = 1e9

export function createGauges(reader: Pick<RunReader, 'listTasks'>): Gauges {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  return {
    read: async () => {
      const tasks = await reader.listTasks({ status: 'open', offset: 0, limit: TASKS_MAX })
      const late = delay.percentile(PERCENTILE) / NANOS
      delay.reset()
      return [
        gauge('openTasks', tasks.length),
        gauge('overdueTasks', tasks.filter(({ overdue }) => overdue).length),
        gauge('loopDelay', late),
      ]
    },
    close: () => void delay.disable(),
  }
}

function gauge(metric: MetricPoints['metric'], value: number): MetricPoints {
  return { metric, points: [{ type: 'gauge', attributes: {}, value }] }
}
