import { describe, expect, it } from 'vitest'
import { readReply } from '../../../src/core/agent/read-reply.ts'

const LABELLED = { type: 'object', properties: { label: { type: 'string' } }, required: ['label'] }
const GOOD = '{"outputs": {"label": "late"}, "confidence": 0.8, "summary": "A\\n late order."}'
const READ = { type: 'answer', outputs: { label: 'late' }, confidence: 0.8, summary: 'A late order.', misfit: '' }

describe('the reply of a model', () => {
  it.each([
    ['bare', GOOD],
    ['in a fence', `\`\`\`json\n${GOOD}\n\`\`\``],
    ['in a fence with words that have braces', `Look {here}:\n\`\`\`\n${GOOD}\n\`\`\`\nDone {}.`],
    ['with words around it', `Here it is: ${GOOD} I hope it helps.`],
  ])('[AQ10] is read %s', (_, text) => {
    expect(readReply(text, LABELLED)).toEqual(READ)
  })

  it.each([
    ['two objects', `${GOOD}\n${GOOD}`],
    ['two fences', `\`\`\`\n${GOOD}\n\`\`\`\nor\n\`\`\`\n${GOOD}\n\`\`\``],
    ['half an object', GOOD.slice(0, 30)],
    ['a list', '[1]'],
    ['a number that is none', '{"outputs": {"label": "late"}, "confidence": NaN}'],
    ['nothing', ''],
  ])('[AQ10] %s is malformed', (_, text) => {
    expect(readReply(text, LABELLED)).toMatchObject({ type: 'malformed', problem: /not one JSON object/ })
  })

  it.each(['"1.0"', '7', '1e308', 'null', '[1]', '{"value": 1}', 'true'])(
    '[AQ11] passes on a confidence of %s',
    (text) => {
      const reply = readReply(`{"outputs": {"label": "late"}, "confidence": ${text}}`, LABELLED)
      expect(reply).toEqual({ type: 'answer', outputs: { label: 'late' }, confidence: JSON.parse(text), misfit: '' })
    },
  )

  it('[AQ11] and says nothing where nothing was said', () => {
    expect(readReply('{"outputs": {"label": "late"}}', LABELLED)).toMatchObject({ confidence: undefined })
  })

  it('[AQ12] says what does not fit', () => {
    expect(readReply('{"outputs": {"label": 3, "confidence": 1}}', LABELLED)).toMatchObject({
      type: 'answer',
      outputs: { label: 3, confidence: 1 },
      misfit: expect.stringContaining('label'),
    })
    expect(readReply('{"label": "late", "confidence": 1}', LABELLED)).toEqual({
      type: 'malformed',
      problem: 'its JSON object has no object under `outputs`.',
    })
  })

  it('[AQ13] is plain words where no schema asks for more', () => {
    const plain = { type: 'answer', outputs: { text: 'It is late.' }, confidence: undefined, misfit: '' }
    expect(readReply('It is late.', undefined)).toEqual(plain)
    expect(readReply(GOOD, undefined)).toEqual(READ)
    expect(readReply(' \n', undefined)).toEqual({ type: 'malformed', problem: 'it is empty.' })
  })

  it('[AQ14] may be a refusal', () => {
    const refusal = { type: 'refusal', reason: 'I will not.' }
    expect(readReply('{"refusal": "I\\n will not."}', LABELLED)).toEqual(refusal)
    expect(readReply('{"refusal": "I will not."}', undefined)).toEqual(refusal)
  })

  it('[AQ15] carries what the model wants remembered, and leaves out what is no note', () => {
    const memory = [
      { type: 'gotcha', content: 'Ask twice.' },
      { type: 'rumour', content: 'x' },
    ]
    expect(readReply(JSON.stringify({ outputs: {}, memory }), undefined)).toMatchObject({
      memory: [{ type: 'gotcha', content: 'Ask twice.', confidence: null, anchors: [] }],
    })
    expect(readReply(JSON.stringify({ outputs: {}, memory: 'x' }), undefined)).not.toHaveProperty('memory')
  })
})
