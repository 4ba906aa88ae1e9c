import { describe, expect, it, vi } from 'vitest'
import type { AttemptNote } from '../../../src/core/run/attempt-note.ts'
import { anMcp, everything, everythingOverHttp, outputsOf } from '../../support/mcp.ts'

vi.setConfig({ testTimeout: 60_000 })

const TRANSPORTS = [
  ['standard input and output', async () => everything()],
  ['streamable HTTP', everythingOverHttp],
] as const

describe.each(TRANSPORTS)('the reference server over %s', (_, open) => {
  it('[MC20] gives its text', async () => {
    const world = await anMcp([await open()])
    const echo = await world.call('everything', 'echo', { inputs: { message: 'Grüße' } })
    expect(echo).toEqual({
      type: 'answered',
      answer: { outputs: { text: 'Echo: Grüße' }, confidence: null, cost: null, artifacts: [] },
    })
    const sum = await world.call('everything', 'get-sum', { inputs: { a: 2, b: 3 } })
    expect(outputsOf(sum)).toEqual({ text: 'The sum of 2 and 3 is 5.' })
  })

  it('[MC21] gives what its schema promises', async () => {
    const world = await anMcp([await open()])
    const given = await world.call('everything', 'get-structured-content', { inputs: { location: 'Chicago' } })
    expect(outputsOf(given)).toEqual({ temperature: 36, conditions: 'Light rain / drizzle', humidity: 82 })
  })

  it('[MC22] gives a picture, whose bytes are kept', async () => {
    const world = await anMcp([await open()])
    const given = await world.call('everything', 'get-tiny-image')
    if (given.type === 'failed') throw new Error(given.error.message)
    const [picture] = given.answer.artifacts
    expect(given.answer.artifacts).toEqual([
      {
        name: 'file-1',
        mediaType: 'image/png',
        size: expect.any(Number),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
    const bytes = await world.blobs.find(picture?.sha256 ?? '')
    expect(
      Buffer.from(bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect(bytes).toHaveLength(picture?.size ?? 0)
  })

  it('[MC25] says how far it is', async () => {
    const world = await anMcp([await open()])
    const notes: AttemptNote[] = []
    const record = async (note: AttemptNote) => notes.push(note) > 0
    const inputs = { duration: 0.2, steps: 4 }
    const given = await world.call('everything', 'trigger-long-running-operation', { inputs, record })
    expect(outputsOf(given)).toMatchObject({ text: expect.stringContaining('completed') })
    // The last one may come together with the result.
    expect(notes.slice(0, 3)).toEqual(['1 of 4', '2 of 4', '3 of 4'].map((text) => ({ type: 'said', text })))
  })

  it('[MC30] is stopped with its attempt, and can be asked again', async () => {
    const world = await anMcp([await open()])
    const stop = new AbortController()
    const record = async () => {
      stop.abort()
      return true
    }
    const inputs = { duration: 600, steps: 6_000 }
    const given = await world.call('everything', 'trigger-long-running-operation', {
      inputs,
      record,
      signal: stop.signal,
    })
    expect(given).toMatchObject({ error: { code: 'interrupted', reach: 'unknown' } })
    const echo = await world.call('everything', 'echo', { inputs: { message: 'still here' } })
    expect(outputsOf(echo)).toEqual({ text: 'Echo: still here' })
  })

  it('[MC23] that refuses is an answered error', async () => {
    const world = await anMcp([await open()])
    const given = await world.call('everything', 'get-resource-reference', {
      inputs: { resourceType: 'Text', resourceId: -1 },
    })
    expect(given).toMatchObject({ error: { code: 'tool-failed', reach: 'answered', cost: null } })
  })

  it('[MC24] that asks a person in between is an error of its own with the question', async () => {
    const world = await anMcp([await open()])
    const given = await world.call('everything', 'trigger-elicitation-request')
    expect(given).toMatchObject({
      error: { code: 'input-required', reach: 'answered', message: expect.stringContaining('Please provide inputs') },
    })
  })
})
