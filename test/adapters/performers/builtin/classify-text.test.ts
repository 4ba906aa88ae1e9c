import { describe, expect, it } from 'vitest'
import { createClassifyText } from '../../../../src/adapters/performers/builtin/classify-text.ts'
import { parseExamples } from '../../../../src/adapters/performers/classifier/parse-examples.ts'
import { rememberRecent } from '../../../../src/adapters/performers/remember-recent.ts'
import { FRUIT_AND_TOOLS, toCsv } from '../../../support/examples.ts'
import { anAssignment, aSkill, builtin, memoryBlobs, NEVER_ABORTED } from '../../../support/performers.ts'

async function sort(text: unknown, examples = toCsv(FRUIT_AND_TOOLS)) {
  const blobs = memoryBlobs()
  const performer = await aSkill(blobs, builtin('classify-text'), { 'examples.csv': examples })
  const inputs = text === undefined ? {} : { text: String(text) }
  return createClassifyText(blobs).perform(anAssignment({ performer, inputs }), NEVER_ABORTED)
}

describe('Sort a message', () => {
  it('[PF10] gives the likeliest category, its probability and the next best', async () => {
    const result = await sort('a sweet ripe apple')
    const answer = result.type === 'answered' ? result.answer : undefined
    expect(answer?.outputs).toEqual({
      label: 'fruit',
      alternatives: [
        { label: 'fruit', probability: answer?.confidence },
        { label: 'tools', probability: expect.closeTo(1 - Number(answer?.confidence), 10) },
      ],
    })
    expect(answer?.confidence).toBeGreaterThan(0.8)
    expect(answer?.summary).toBe('Sorted as fruit.')
  })

  it('[PF11] is not sure at all of a text it knows nothing of', async () => {
    expect(await sort('zzz')).toMatchObject({ type: 'answered', answer: { confidence: null } })
  })

  it('[PF16] says of a text that is unlike the examples that it is', async () => {
    expect(await sort('an orchid in the hall')).toMatchObject({
      type: 'answered',
      answer: {
        outputs: { label: 'fruit' },
        confidence: null,
        summary: 'Sorted as fruit, but the text is unlike everything it learned from.',
      },
    })
  })

  it('[PF2] refuses inputs without a text', async () => {
    expect(await sort(undefined)).toMatchObject({ error: { code: 'input-invalid', reach: 'answered' } })
  })

  it('[PF3] names the file it needs', async () => {
    const blobs = memoryBlobs()
    const performer = await aSkill(blobs, builtin('classify-text'))
    const result = await createClassifyText(blobs).perform(
      anAssignment({ performer, inputs: { text: 'x' } }),
      NEVER_ABORTED,
    )
    expect(result).toMatchObject({
      error: { code: 'skill-file-missing', message: '"Under test" has no file examples.csv. Add it beside SKILL.md.' },
    })
  })

  it('[PF3] takes a lost blob for a damaged store', async () => {
    const performer = await aSkill(memoryBlobs(), builtin('classify-text'), { 'examples.csv': 'text,label' })
    const attempt = createClassifyText(memoryBlobs()).perform(
      anAssignment({ performer, inputs: { text: 'x' } }),
      NEVER_ABORTED,
    )
    await expect(attempt).rejects.toThrow('The blob store lost examples.csv')
  })

  it('[PF12] passes the reason on', async () => {
    expect(await sort('x', 'text,label\na,b\n')).toMatchObject({ error: { code: 'examples-invalid' } })
  })

  it('[PF14] lets the program go on while it trains', async () => {
    let ticks = 0
    const ticker = setInterval(() => {
      ticks += 1
    }, 1)
    await sort('a sweet ripe apple', toCsv(manyExamples()))
    clearInterval(ticker)
    expect(ticks).toBeGreaterThan(20)
  })
})

describe('examples', () => {
  const five = (label: string) => Array.from({ length: 5 }, (_, index) => ({ text: `${label} ${index}`, label }))

  it.each([
    ['[PF12] one category', toCsv(five('a')), 'examples.csv: there must be at least two categories.'],
    [
      '[PF12] too few examples',
      toCsv([...five('a'), ...five('b').slice(1)]),
      'examples.csv: "b" has 4 different examples. Give it at least 5.',
    ],
    [
      '[PF12] repeated examples',
      toCsv([...five('a'), ...five('b').slice(1), ...five('b').slice(1)]),
      'examples.csv: "b" has 4 different examples. Give it at least 5.',
    ],
    [
      '[PF12] a missing column',
      'message,label\nx,y\n',
      'examples.csv: example 1 has no text. Its columns are text and label, and both must be filled in.',
    ],
    [
      '[PF12] an empty label',
      'text,label\nx, \n',
      'examples.csv: example 1 has no label. Its columns are text and label, and both must be filled in.',
    ],
    [
      '[PF12] too many categories',
      toCsv(Array.from({ length: 51 }, (_, index) => five(`c${index}`)).flat()),
      'examples.csv: there are more than 50 categories. Join some.',
    ],
    [
      '[PF12] too many examples',
      toCsv(Array.from({ length: 5_001 }, (_, index) => ({ text: `t${index}`, label: `l${index % 2}` }))),
      'examples.csv: there are more than 5000 examples. Keep the best of each category.',
    ],
  ])('%s', (_, csv, message) => {
    expect(parseExamples(csv)).toEqual({ ok: false, error: { code: 'examples-invalid', message } })
  })

  it('[PF12] says where a file is no CSV', () => {
    expect(parseExamples('text,label\n"open,x\n')).toMatchObject({
      error: { message: expect.stringContaining('examples.csv can not be read') },
    })
  })

  it('[PF12] are read with quotes, line breaks and a byte order mark', () => {
    const csv = `\uFEFF${toCsv([...five('a'), ...five('b'), { text: 'two\nlines, "quoted"', label: 'a' }])}`
    expect(parseExamples(csv)).toMatchObject({
      ok: true,
      value: expect.arrayContaining([{ text: 'two\nlines, "quoted"', label: 'a' }]),
    })
  })
})

describe('remembering', () => {
  it('[PF13] makes a value once for a key, also for those who ask at the same time', async () => {
    const made: string[] = []
    const find = rememberRecent(2, async (source: string) => made.push(source))
    await Promise.all([find('a', 'a'), find('a', 'a'), find('b', 'b')])
    await find('a', 'a')
    await find('c', 'c')
    await find('a', 'a')
    await find('b', 'b')
    expect(made).toEqual(['a', 'b', 'c', 'b'])
  })

  it('[PF13] tries again after a failure', async () => {
    let tries = 0
    const find = rememberRecent(2, async () => {
      tries += 1
      if (tries === 1) throw new Error('no memory')
      return tries
    })
    await expect(find('a', '')).rejects.toThrow('no memory')
    expect(await find('a', '')).toBe(2)
  })
})

function manyExamples() {
  return Array.from({ length: 20 }, (_, index) =>
    FRUIT_AND_TOOLS.map(({ text, label }) => ({ text: `${text} ${'abcdefghijklmnopqrst'[index]?.repeat(4)}`, label })),
  ).flat()
}
