import { describe, expect, it } from 'vitest'
import { readRequest, readSigned } from '../../../src/core/event/read-request.ts'

const EVENT = { specversion: '1.0', id: 'a-1', source: '/orders', type: 'com.example.order' }
const WRAPPER = { id: 'msg_1', source: '/hooks/refunds/mail', type: 'com.example.mail' }
const CE = { 'ce-specversion': '1.0', 'ce-id': 'a-1', 'ce-source': '/orders', 'ce-type': 'com.example.order' }

type Headers = Readonly<Record<string, string>>

const api = (headers: Headers, body: string) => readRequest({ headers: new Map(Object.entries(headers)), body })
const signed = (headers: Headers, body: string) =>
  readSigned({ headers: new Map(Object.entries(headers)), body }, WRAPPER)
const codeOf = (result: ReturnType<typeof api>) => (result.ok ? 'none' : result.error.code)

const PLAIN = { 'content-type': 'application/json' }
const STRUCTURED = { 'content-type': 'Application/CloudEvents+JSON; charset=UTF-8' }
const { specversion, ...READ } = { ...EVENT, extensions: {} }

describe('readRequest', () => {
  it('[EV17] takes structured and binary mode', () => {
    expect(api(STRUCTURED, JSON.stringify(EVENT))).toEqual({ ok: true, value: READ })
    const binary = api({ ...CE, 'content-type': 'text/plain' }, 'hello')
    expect(binary).toEqual({ ok: true, value: { ...READ, datacontenttype: 'text/plain', data: 'hello' } })
  })

  it('[EV18] refuses batches, other media types and other charsets', () => {
    expect(api({ 'content-type': 'application/cloudevents-batch+json' }, '[]')).toMatchObject({
      ok: false,
      error: { code: 'event-type-unsupported', detail: expect.stringContaining('one by one') },
    })
    const odd = { 'content-type': 'application/cloudevents+json; charset="utf-16"' }
    for (const headers of [PLAIN, {}, odd]) expect(codeOf(api(headers, '{}'))).toBe('event-type-unsupported')
  })

  it('[EV18] tells what is no JSON from what is no event', () => {
    expect(codeOf(api(STRUCTURED, '{"id"'))).toBe('event-not-json')
    expect(codeOf(api(STRUCTURED, '{"id": 7}'))).toBe('event-invalid')
    expect(codeOf(api({ ...CE, 'ce-time': 'noon' }, ''))).toBe('event-invalid')
  })
})

describe('readSigned', () => {
  it('[EV20] wraps plain JSON', () => {
    const wrapped = { ...WRAPPER, datacontenttype: 'application/json', extensions: {} }
    for (const json of ['{"n":1}', '[1]', '"text"', 'null']) {
      expect(signed(PLAIN, json)).toEqual({ ok: true, value: { ...wrapped, data: JSON.parse(json) } })
    }
  })

  it('[EV21] reads the same from the same bytes, whatever the headers that nobody signed', () => {
    const body = JSON.stringify(EVENT)
    expect(signed(STRUCTURED, body)).toEqual({ ok: true, value: READ })
    expect(signed(PLAIN, body)).toEqual({ ok: true, value: READ })
    expect(signed(STRUCTURED, '{"n":1}')).toEqual(signed(PLAIN, '{"n":1}'))
    expect(codeOf(signed(PLAIN, '{"specversion":"1.0"}'))).toBe('event-invalid')
    expect(signed({ ...CE, ...PLAIN }, '{}')).toMatchObject({
      ok: false,
      error: { code: 'event-type-unsupported', detail: expect.stringContaining('not signed') },
    })
  })

  it('[EV18] refuses other media types and what is no JSON', () => {
    for (const type of ['text/plain', 'application/json; charset=latin1', 'application/cloudevents-batch+json'])
      expect(codeOf(signed({ 'content-type': type }, '{}'))).toBe('event-type-unsupported')
    expect(codeOf(signed(PLAIN, '['))).toBe('event-not-json')
  })

  it('[EV19] takes no key that would reach a prototype, however it is spelled, and nothing too deep', () => {
    for (const key of ['__proto__', '\\u005f_proto__']) {
      const body = `{"a":[{"${key}":{"isAdmin":true}}]}`
      expect(codeOf(signed(PLAIN, body))).toBe('event-not-json')
      expect(codeOf(api({ ...CE, ...PLAIN }, body))).toBe('event-invalid')
    }
    expect(codeOf(signed(PLAIN, '['.repeat(200_000)))).toBe('event-not-json')
    expect(codeOf(signed(PLAIN, `${'['.repeat(70)}${']'.repeat(70)}`))).toBe('event-invalid')
  })
})
