import { expect, it } from 'vitest'
import { renameInExpression, renameInTemplate } from '../../../src/core/expression/rename-stages.ts'

const RENAMED = new Map([
  ['sort', 'sort-2'],
  ['sort-2', 'sort-3'],
  ['deploy-approval', 'ask'],
])

it.each([
  ['stages.sort.outputs.label', 'stages.sort-2.outputs.label'],
  ['stages.sort-2.outcome', 'stages.sort-3.outcome'],
  ['stages.sort-1.outcome', 'stages.sort-2-1.outcome'],
  ['has(stages.deploy-approval.outputs.by)', 'has(stages.ask.outputs.by)'],
  [
    `stages["sort"].confidence > stages[ 'sort-2' ].confidence`,
    `stages["sort-2"].confidence > stages[ 'sort-3' ].confidence`,
  ],
  [`'stages.sort' == stages.other.outputs["stages.sort"]`, `'stages.sort' == stages.other.outputs["stages.sort"]`],
  ['inputs.stages.sort + mystages.sort', 'inputs.stages.sort + mystages.sort'],
])('[ED85] stages get new ids where they are read, and nowhere else: %s', (expression, wanted) => {
  expect(renameInExpression(expression, RENAMED)).toBe(wanted)
})

it('[ED85] in a text only what stands in braces is renamed', () => {
  const text = 'stages.sort: ${{ stages.sort.outputs.a }} and $${{ stages.sort }} ${{ stages.sort-2.outputs.b }}'
  const wanted = 'stages.sort: ${{ stages.sort-2.outputs.a }} and $${{ stages.sort }} ${{ stages.sort-3.outputs.b }}'
  expect(renameInTemplate(text, RENAMED)).toBe(wanted)
  expect(renameInTemplate('${{ stages.sort', RENAMED)).toBe('${{ stages.sort')
})
