import { expect, it } from 'vitest'
import { triggerInputs } from '../../../src/core/run/trigger-inputs.ts'

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
