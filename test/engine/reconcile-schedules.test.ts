import { expect, it } from 'vitest'
import { createReconciler } from '../../src/engine/reconcile-schedules.ts'
import { aClock, aWorld } from '../support/engine.ts'
import { aTriggerRow } from '../support/rows.ts'
import { at } from '../support/runs.ts'

it('[SD16] however many schedules there are, all are looked through, a few at a time', async () => {
  const clock = aClock(at(0))
  const { engine, store: reader, ids } = aWorld({ clock })
  const names = Array.from({ length: 40 }, (_, index) => `support-desk/t${index}`)
  const unarmed = names.map((id) => aTriggerRow({ id, nextInstant: null, nextFireAt: null }))
  await engine.write({ triggers: unarmed })
  const reconcile = createReconciler({ engine, reader, clock, ids })
  expect([await reconcile(), await reconcile(), await reconcile(), await reconcile()]).toEqual([
    'more',
    'more',
    'done',
    'done',
  ])
  const rows = await reader.schedulesAfter('', names.length)
  expect(rows).toHaveLength(names.length)
  expect(rows.filter(({ nextInstant }) => nextInstant === null)).toEqual([])
})
