import { expect, it } from 'vitest'
import { isoTime } from '../../../src/core/basics/timestamp.ts'
import type { RunCause } from '../../../src/core/run/run-event.ts'
import { scopeOfAll } from '../../../src/core/run/scope.ts'
import { triggerInputs } from '../../../src/core/run/trigger-inputs.ts'

import { aPlan, aRun, aStage, at } from '../../support/runs.ts'

const workflow = { id: 'digest', name: 'Digest', digest: 'd' } as never

it('[BG2] a trigger gives its literals, and its expressions worked out on its WorkChart', () => {
  expect(triggerInputs({ workflow }, { text: 'Send it', of: '${{ workflow.name }}', n: 1 })).toEqual({
    ok: true,
    value: { text: 'Send it', of: 'Digest', n: 1 },
  })
})

it('[BG2] an event trigger reads the event', () => {
  const event = { data: { order: { id: 7 } } }
  expect(triggerInputs({ workflow }, { order: '${{ event.data.order.id }}' }, event)).toMatchObject({
    value: { order: 7 },
  })
  expect(triggerInputs({ workflow }, { order: '${{ event.data.gone }}' }, event)).toMatchObject({
    ok: false,
    error: { expression: ' event.data.gone ' },
  })
})

it('[BG3] a run knows the time it stands for: that of its schedule, however late, or its own', () => {
  const plan = aPlan([aStage('a')])
  const ends = (cause: RunCause) => scopeOfAll(aRun(plan, { cause }).run).run['scheduled_for']
  expect(ends({ type: 'schedule', trigger: 'demo/daily', instant: at(-600) })).toBe(isoTime(at(-600)))
  expect(ends({ type: 'manual' })).toBe(isoTime(at(0)))
})
