import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/core/basics/json.ts'
import { eventScope } from '../../../src/core/event/cloud-event.ts'
import { isBinary, readBinary } from '../../../src/core/event/read-binary.ts'
import { readStructured } from '../../../src/core/event/read-structured.ts'

const LEAST = { specversion: '1.0', id: 'a-1', source: '/orders', type: 'com.example.order.placed' }
const WHOLE = {
  ...LEAST,
  time: '2026-10-20T09:00:00.123+02:00',
  subject: 'order 7',
  datacontenttype: 'application/json; charset=utf-8',
  dataschema: 'https://shop.example/order.json',
}

function flawed(event: Json): readonly string[] {
  const read = readStructured(event)
  return read.ok ? [] : read.error.map(({ attribute }) => attribute)
}

describe('readStructured', () => {
  it('[EV1][EV3] takes what CloudEvents 1.0 asks for, and all that it allows', () => {
    const { specversion, ...least } = LEAST
    expect(readStructured(LEAST)).toEqual({ ok: true, value: { ...least, extensions: {} } })
    const { specversion: version, ...whole } = WHOLE
    expect(
      readStructured({ ...WHOLE, data: { n: [1, null] }, sampled: true, priority: -3, traceid: 'x', empty: '' }),
    ).toEqual({
      ok: true,
      value: { ...whole, data: { n: [1, null] }, extensions: { sampled: true, priority: -3, traceid: 'x', empty: '' } },
    })
  })

  it('[EV1] takes a null for an attribute that is not there, and for data that is null', () => {
    const { specversion, ...least } = LEAST
    expect(readStructured({ ...LEAST, subject: null, traceid: null, data: null, data_base64: null })).toEqual({
      ok: true,
      value: { ...least, data: null, extensions: {} },
    })
    expect(flawed({ ...LEAST, id: null })).toEqual(['id'])
  })

  it('[EV2] says everything at once, each with the next step', () => {
    const read = readStructured({
      specversion: '0.3',
      id: 7,
      source: 'a b',
      time: 'noon',
      datacontenttype: 'json',
      dataschema: '/x',
      Bad: 1,
    })
    if (read.ok) throw new Error('It was taken.')
    expect(read.error.map(({ attribute }) => attribute)).toEqual([
      'specversion',
      'id',
      'source',
      'type',
      'time',
      'datacontenttype',
      'dataschema',
      'Bad',
    ])
    for (const { detail } of read.error) expect(detail).toMatch(/[.:] \S.*\.$/)
  })

  it.each([
    ['id', ''],
    ['source', '/50%'],
    ['source', '/ä'],
    ['time', '2026-10-20 09:00:00Z'],
    ['time', '2026-13-20T09:00:00Z'],
    ['time', '2026-10-20T09:00:00'],
    ['dataschema', 'https://a b'],
    ['subject', 'two\nlines'],
    ['subject', '\ud800'],
    ['subject', 's'.repeat(1_025)],
    ['id', 'i'.repeat(1_025)],
    ['traceid', 't'.repeat(1_025)],
    ['traceid', 'a\u0007b'],
    ['trace_id', 'x'],
    ['a'.repeat(41), 'x'],
    ['priority', 1.5],
    ['priority', 2_147_483_648],
    ['priority', ['a']],
    ['data_base64', 'not base64'],
    ['data_base64', 7],
  ] satisfies readonly (readonly [string, Json])[])('[EV2][EV6] refuses %s = %j by its name', (name, value) => {
    expect(flawed({ ...LEAST, [name]: value })).toEqual([name])
  })

  it.each([[[LEAST]], ['text'], [null]])('[EV3] refuses %j, which is no one event', (json) => {
    expect(flawed(json)).toEqual(['event'])
  })

  it('[EV5] keeps bytes as the text they are, and refuses both kinds of data', () => {
    expect(readStructured({ ...LEAST, data_base64: 'AAEC' })).toMatchObject({ ok: true, value: { data: 'AAEC' } })
    expect(readStructured({ ...LEAST, data_base64: 'AA==' })).toMatchObject({ ok: true, value: { data: 'AA==' } })
    expect(flawed({ ...LEAST, data: 1, data_base64: 'AAEC' })).toEqual(['data_base64'])
  })

  it('[EV6] bounds extensions and data', () => {
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, at) => [`x${at}`, 'y']))
    expect(flawed({ ...LEAST, ...many })).toEqual(['event'])
    const deep = Array.from({ length: 70 }).reduce<Json>((inner) => [inner], 1)
    expect(flawed({ ...LEAST, data: deep })).toEqual(['data'])
  })
})

describe('readBinary', () => {
  const headers = (more: Readonly<Record<string, string>> = {}) => {
    const own = Object.entries(LEAST).map(([name, value]) => [`ce-${name}`, value] as const)
    return new Map([...own, ['host', 'here'], ...Object.entries(more)] as const)
  }
  const read = (more: Readonly<Record<string, string>>, body = '') => readBinary(headers(more), body)
  const attributes = (more: Readonly<Record<string, string>>, body = '') => {
    const result = read(more, body)
    return result.ok ? [] : result.error.map(({ attribute }) => attribute)
  }

  it('[EV4] is told by the version among the headers', () => {
    expect(isBinary(headers())).toBe(true)
    expect(isBinary(new Map([['content-type', 'application/json']]))).toBe(false)
  })

  it('[EV4] reads attributes from headers and data from the body', () => {
    const { specversion, ...least } = LEAST
    const type = 'application/vnd.shop+json'
    expect(read({ 'content-type': type, 'ce-subject': 'a' }, '{"n":1}')).toEqual({
      ok: true,
      value: { ...least, subject: 'a', datacontenttype: type, data: { n: 1 }, extensions: {} },
    })
    expect(read({}, '[1]')).toMatchObject({ ok: true, value: { data: [1] } })
    expect(read({ 'content-type': 'text/plain' }, 'hello')).toMatchObject({ ok: true, value: { data: 'hello' } })
    expect(read({ 'content-type': 'text/json' }, '"x"')).toMatchObject({ ok: true, value: { data: 'x' } })
    expect(read({ 'content-type': 'image/png' })).toMatchObject({ ok: true, value: { datacontenttype: 'image/png' } })
  })

  it.each([
    ['Euro%20%E2%82%AC%20%F0%9F%98%80', 'Euro \u20ac \u{1f600}'],
    ['%2525', '%25'],
    ['"a \\"b\\" %41"', 'a "b" A'],
    ['plain "inner"', 'plain "inner"'],
  ])('[EV4] undoes quotes and percent signs of %s once', (written, meant) => {
    expect(read({ 'ce-subject': written })).toMatchObject({ ok: true, value: { subject: meant } })
  })

  it('[EV2][EV4] refuses what it can not read, all at once', () => {
    expect(attributes({ 'content-type': 'application/json' }, '{"a"')).toEqual(['data'])
    expect(attributes({ 'content-type': 'image/png' }, 'x')).toEqual(['data'])
    expect(attributes({ 'ce-datacontenttype': 'text/plain' })).toEqual(['datacontenttype'])
    expect(attributes({ 'ce-traceid': '100%', 'ce-time': 'now' }, '{')).toEqual(['time', 'traceid', 'data'])
    expect(attributes({ 'ce-data': 'x', 'ce-x_y': '%FF' })).toEqual(['data', 'x_y', 'x_y'])
  })
})

it('[EV7] is read by expressions as one object', () => {
  const read = readStructured({ ...LEAST, subject: 's', traceid: 'x', data: { n: 1 } })
  const expected: JsonObject = { ...LEAST, subject: 's', traceid: 'x', data: { n: 1 } }
  expect(read.ok && eventScope(read.value)).toEqual(expected)
  const without = readStructured(LEAST)
  expect(without.ok && eventScope(without.value)).toEqual(LEAST)
})
