import { expect, it } from 'vitest'
import { newStage } from '../../../src/core/edit/new-stage.ts'

it('[ED30] who says how sure he is gets a gate, who acts gets people, and people get four hours', () => {
  const none = new Set<string>()
  expect(newStage({ name: 'Sort it', primary: 'skill:sort', kind: 'judged' }, none)).toEqual({
    id: 'sort-it',
    name: 'Sort it',
    roles: { primary: 'skill:sort' },
    gate: { threshold: 0.85 },
    escalation: { to: ['human:anyone'], sla: '4h' },
  })
  expect(newStage({ name: 'Send', primary: 'skill:send', kind: 'exact' }, none)).toEqual({
    id: 'send',
    name: 'Send',
    roles: { primary: 'skill:send' },
    escalation: { to: ['human:anyone'], sla: '4h' },
  })
  expect(newStage({ name: 'Approve', primary: 'human:ann', kind: 'person' }, none)).toEqual({
    id: 'approve',
    name: 'Approve',
    roles: { primary: 'human:ann' },
    escalation: { sla: '4h' },
  })
})

it('[ED31] its id is made from its name, and is its own', () => {
  const taken = new Set(['sort-it', 'sort-it-2'])
  expect(newStage({ name: 'Sört it!', primary: 'skill:sort', kind: 'exact' }, taken).id).toBe('sort-it-3')
  expect(newStage({ name: '审批', primary: 'skill:sort', kind: 'exact' }, taken).id).toBe('stage')
})
