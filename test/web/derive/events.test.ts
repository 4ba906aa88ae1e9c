import { expect, it } from 'vitest'
import { err, ok } from '../../../src/core/basics/result.ts'
import { filterComplaint, readValue, typeComplaint, valueText, withValue } from '../../../src/web/derive/event-draft.ts'
import { judgeSample, proposedInputs, readSample } from '../../../src/web/derive/event-test.ts'
import type { WrittenEvent } from '../../../src/web/derive/trigger-draft.ts'
import { triggersIn } from '../../../src/web/derive/trigger-draft.ts'

const PAID: WrittenEvent = {
  type: 'event',
  id: 'paid',
  event: 'shop.order.*',
  filter: 'event.data.total > 100.0',
  dedupe: '',
  isEnabled: true,
  inputs: { order: '${{ event.data.order_id }}' },
}
const SCHEMA = {
  type: 'object',
  properties: { order: { type: 'string' }, total: { type: 'number' }, note: { type: 'string' } },
  required: ['order', 'total'],
}

function sampleOf(text: string) {
  const sample = readSample(text, PAID)
  if (!sample.ok) throw new Error(sample.error)
  return sample.value
}

it('[UI232] events are read from the document beside schedules', () => {
  const triggers = [{ type: 'event', id: 'paid', event: 'a.b', filter: 'true' }, { type: 'manual' }, 3]
  expect(triggersIn({ triggers })).toMatchObject([{ type: 'event', event: 'a.b', filter: 'true', dedupe: '' }])
})

it('[UI232] a condition or a value that can not be worked out is refused with the reason', () => {
  expect([filterComplaint(''), filterComplaint('event.data.total > 100')]).toEqual([null, null])
  expect(filterComplaint('event.data.total >')).toEqual(expect.any(String))
  expect(filterComplaint('inputs.message == "a"')).toEqual(expect.any(String))
  expect(typeComplaint('two words')).toContain('com.example.*')
  expect(readValue('${{ event.data.x }}', {})).toEqual(ok('${{ event.data.x }}'))
  expect(readValue('${{ event. }}', {})).toMatchObject({ ok: false })
  expect(readValue('7', { type: 'number' })).toEqual(ok(7))
  expect(readValue('7', { type: 'string' })).toEqual(ok('7'))
  expect(readValue('seven', { type: 'number' })).toMatchObject({ ok: false })
  expect([valueText(undefined), valueText('a'), valueText([1])]).toEqual(['', 'a', '[1]'])
  expect([withValue({ a: 1 }, 'a', undefined), withValue({}, 'b', 2)]).toEqual([null, { b: 2 }])
})

it('[UI233] a sample shows whether its type, the condition and the values fit', () => {
  expect(judgeSample(sampleOf('{"order_id":"A1","total":120.5}'), PAID, SCHEMA)).toEqual({
    matches: true,
    passes: ok(true),
    inputs: [
      { name: 'order', value: ok('A1') },
      { name: 'total', value: err('It is needed, and nothing is given for it.') },
    ],
  })
  const other = { specversion: '1.0', id: '1', source: '/s', type: 'shop.cart', data: { order_id: 7 } }
  const verdict = judgeSample(sampleOf(JSON.stringify(other)), PAID, SCHEMA)
  expect([verdict.matches, verdict.passes.ok]).toEqual([false, false])
  expect(verdict.inputs[0]?.value).toMatchObject({ ok: false })
  const always = { ...PAID, filter: '', inputs: { order: '${{ event.data.gone.more }}' } }
  expect(judgeSample(sampleOf('{}'), always, SCHEMA).inputs[0]?.value).toMatchObject({ ok: false })
})

it('[UI233] a sample that can not be read says why', () => {
  expect(readSample('{', PAID)).toMatchObject({ ok: false })
  expect(readSample('{"specversion":"1.0"}', PAID)).toMatchObject({ ok: false })
})

it('[UI234] from a sample the values are proposed; what is given already stays', () => {
  expect(proposedInputs(sampleOf('{"order":"A1","total":7}'), PAID, SCHEMA)).toEqual({
    order: '${{ event.data.order_id }}',
    total: '${{ event.data.total }}',
  })
})
