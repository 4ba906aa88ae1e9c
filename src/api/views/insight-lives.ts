import { timestamp } from '../../core/basics/timestamp.ts'
import type { Proof } from '../../core/insights/commissioning.ts'
import { commissioningOf } from '../../core/insights/commissioning.ts'
import type { RunRow } from '../../engine/store.ts'
import type { Commissioning } from '../contract/insights.ts'
import type { ChartData } from '../insight-data.ts'
import { iso } from './instants.ts'

/** Later than anything. */
const EVER = timestamp(Number.MAX_SAFE_INTEGER)

export function commissioningView(chart: ChartData): Commissioning {
  const { id, name, versions, firstRun, lastSuccess, successesBefore } = chart
  const came = commissioningOf({
    versions: versions.map(({ number, at }) => ({ number, at, successesBefore: successesBefore(at) })),
    firstRun: runOf(firstRun),
    lastSuccess: runOf(lastSuccess),
    successes: successesBefore(EVER),
  })
  return {
    workflow: { id, name },
    install: evidence(id, came.install),
    test: evidence(id, came.test),
    operational: evidence(id, came.operational),
    optimize: evidence(id, came.optimize),
  }
}

function runOf(row: RunRow | undefined) {
  return row === undefined
    ? null
    : { id: row.id, at: row.finishedAt ?? row.updatedAt, succeeded: row.status === 'succeeded' }
}

function evidence(workflow: string, proof: Proof | null): Commissioning['install'] {
  if (proof === null) return null
  const target = 'run' in proof ? { type: 'run' as const, run: proof.run } : { type: 'workflow' as const, workflow }
  return { at: iso(proof.at), text: wordsOf(proof), target }
}

function wordsOf(proof: Proof): string {
  switch (proof.type) {
    case 'published':
      return `Version ${proof.version} was published.`
    case 'ran':
      return 'A run succeeded.'
    case 'ran-often':
      return `${proof.successes} runs succeeded.`
    case 'improved':
      return `Version ${proof.version} was published after ${proof.successes} runs had succeeded.`
  }
}
