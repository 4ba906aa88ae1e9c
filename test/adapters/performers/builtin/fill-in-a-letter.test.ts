import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFillInALetter } from '../../../../src/adapters/performers/builtin/fill-in-a-letter.ts'
import { fillLetter } from '../../../../src/adapters/performers/fill-letter.ts'
import type { JsonObject } from '../../../../src/core/basics/json.ts'
import { anAssignment, aSkill, builtin, memoryBlobs, NEVER_ABORTED } from '../../../support/performers.ts'

const TEMPLATE = 'Subject: Hello {{name}}\n\nDear {{ name }},\n{{count}} parcels.\n'

describe('filling a letter', () => {
  it('[PF30] puts values in by name', () => {
    expect(fillLetter(TEMPLATE, { name: 'Noor', count: 2 })).toEqual({
      ok: true,
      value: { subject: 'Hello Noor', body: 'Dear Noor,\n2 parcels.\n' },
    })
  })

  it('[PF30] never reads a value as a template', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const filled = fillLetter('Subject: x\n\n[{{name}}]', { name: `{{count}}$&${name}` })
        expect(filled).toEqual({ ok: true, value: { subject: 'x', body: `[{{count}}$&${name}]\n` } })
      }),
    )
  })

  it('[PF31] names every value that is missing', () => {
    expect(fillLetter(TEMPLATE, { count: null })).toEqual({
      ok: false,
      error: { code: 'letter-value-missing', message: 'The letter needs "name", "count". Give it under "values".' },
    })
  })

  it('[PF31] takes no value from what every object has', () => {
    expect(fillLetter('Subject: x\n\n{{constructor}}', {})).toMatchObject({ error: { code: 'letter-value-missing' } })
  })

  it.each([
    ['[PF31] an open placeholder', 'Subject: x\n\nDear {{name,'],
    ['[PF31] a closing one alone', 'Subject: x\n\nDear name}},'],
    ['[PF31] an expression', 'Subject: x\n\n{{ name + 1 }}'],
    ['[PF31] no subject', 'Dear {{name}}'],
    ['[PF31] an empty subject', 'Subject: \n\nDear {{name}}'],
    ['[PF31] no empty line', 'Subject: x\nDear {{name}}'],
  ])('%s is refused', (_, template) => {
    expect(fillLetter(template, { name: 'Noor' })).toMatchObject({ error: { code: 'letter-invalid' } })
  })

  it('[PF32] keeps the subject on one line', () => {
    const filled = fillLetter('Subject: Hi {{name}}\r\n\r\nx', { name: 'a\r\nBcc: b@example.com\u0000' })
    expect(filled).toMatchObject({ value: { subject: 'Hi a Bcc: b@example.com' } })
  })
})

describe('Fill in a letter', () => {
  async function write(inputs: JsonObject) {
    const blobs = memoryBlobs()
    const performer = await aSkill(blobs, builtin('fill-in-a-letter'), {
      'letters/hello.txt': TEMPLATE,
      'secret.txt': 'x',
    })
    return createFillInALetter(blobs).perform(anAssignment({ performer, inputs }), NEVER_ABORTED)
  }
  const VALUES = { name: 'Noor', count: 2 }

  it('[PF33] takes a letter of the skill', async () => {
    expect(await write({ letter: 'hello', values: VALUES })).toEqual({
      type: 'answered',
      answer: {
        outputs: { subject: 'Hello Noor', body: 'Dear Noor,\n2 parcels.\n' },
        confidence: null,
        cost: { basis: 'free' },
        artifacts: [],
        summary: 'Wrote "Hello Noor".',
      },
    })
  })

  it('[PF33] takes a text', async () => {
    expect(await write({ template: 'Subject: x\n\ny' })).toMatchObject({
      answer: { outputs: { subject: 'x', body: 'y\n' } },
    })
  })

  it.each([
    ['[PF33] both', { letter: 'hello', template: 'x' }, 'input-invalid'],
    ['[PF33] neither', {}, 'input-invalid'],
    ['[PF33] a path', { letter: '../secret' }, 'input-invalid'],
    ['[PF33] a letter that is not there', { letter: 'goodbye' }, 'skill-file-missing'],
    ['[PF31] a value that is not there', { letter: 'hello' }, 'letter-value-missing'],
    ['[PF2] a value that is no text', { letter: 'hello', values: { name: [] } }, 'input-invalid'],
  ])('%s is refused', async (_, inputs, code) => {
    expect(await write(inputs)).toMatchObject({ type: 'failed', error: { code, reach: 'answered' } })
  })
})
