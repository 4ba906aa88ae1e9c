import { describe, expect, it } from 'vitest'
import { filledWith, sampleLabel } from '../../../src/web/derive/sample-fill.ts'
import { templateSketch } from '../../../src/web/derive/template-sketch.ts'
import { aTemplate } from '../../support/web-views.ts'

describe('the drawing of a template', () => {
  it('[UI60] has a mark for each stage, a column for each step of the way, and a line for each dependency', () => {
    const { marks, lines, width, height } = templateSketch(aTemplate().stages)
    const [sort, order, decide] = marks
    expect(marks.map(({ stage, kind }) => `${stage} ${kind}`)).toEqual(['sort ai', 'order exact', 'decide person'])
    expect(sort?.x).toBe(order?.x)
    expect(decide?.x).toBeGreaterThan(Number(sort?.x))
    expect(decide?.y).toBe((Number(sort?.y) + Number(order?.y)) / 2)
    expect(lines.map(({ key }) => key)).toEqual(['sort decide', 'order decide'])
    for (const { x, y } of marks) expect(x > 0 && x < width && y > 0 && y < height).toBe(true)
  })
})

describe('a sample', () => {
  const inputs = [
    { name: 'message', schema: { type: 'string' }, required: true, default: null, description: null },
    { name: 'paid', schema: { type: 'number' }, required: true, default: null, description: null },
    { name: 'urgent', schema: { type: 'boolean' }, required: false, default: true, description: null },
  ]

  it('[UI63] is known by its beginning', () => {
    expect(sampleLabel({ message: 'The lid broke', paid: 12.5 }, 0)).toBe('1 · The lid broke, 12.5')
    expect(sampleLabel({ message: 'word '.repeat(30) }, 9)).toMatch(/^10 · word .{40,60}…$/)
  })

  it('[UI63] fills every field of the form, also those that it leaves empty', () => {
    expect(filledWith(inputs, { message: 'The lid broke', paid: 12.5 })).toEqual({
      message: 'The lid broke',
      paid: '12.5',
      urgent: '',
    })
  })
})
