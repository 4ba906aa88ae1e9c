import { expect, it } from 'vitest'
import { askedFirst } from '../../../src/core/plan/asked-first.ts'
import { keptOut } from '../../../src/core/plan/kept-out.ts'
import { aSkill, planOf, stageOf } from '../../support/plans.ts'

const ASKED = 'defaults: { escalation: { to: ["human:desk", "human:ann"], four_eyes: true } }'
const SORT = '{ primary: "skill:sort" }'

function planned(...stages: readonly string[]) {
  const workflow = [ASKED, 'stages:', ...stages.map((stage) => `  - ${stage}`)].join('\n')
  return planOf({ workflow, here: [aSkill('sort', { confidence: 'none' })] })
}

it('[PL65] who does a stage is asked first, else who checks it, else the people of its escalation', () => {
  const report = planned(
    `{ id: a, roles: ${SORT} }`,
    '{ id: b, roles: { primary: "skill:sort", reviewer: "human:lena" } }',
    '{ id: c, roles: { primary: "skill:sort", reviewer: "skill:sort" } }',
    '{ id: d, roles: { primary: "human:omar" } }',
    '{ id: e, roles: { primary: "skill:gone" } }',
  )
  expect(report.stages.map(askedFirst)).toEqual([
    ['human:desk', 'human:ann'],
    ['human:lena'],
    ['human:desk', 'human:ann'],
    ['human:omar'],
    ['human:desk', 'human:ann'],
  ])
})

it('[PL66] who may not decide is said where another person must, the nearest three stages by name', () => {
  const report = planned(
    `{ id: a, depends_on: [], roles: ${SORT} }`,
    `{ id: b, name: Look it up, depends_on: [a], roles: ${SORT} }`,
    `{ id: c, depends_on: [], roles: ${SORT} }`,
    `{ id: d, depends_on: [a, c], roles: ${SORT} }`,
    `{ id: e, depends_on: [b], roles: ${SORT} }`,
    `{ id: f, depends_on: [], roles: ${SORT} }`,
    `{ id: g, depends_on: [a, c, f], roles: ${SORT} }`,
    `{ id: h, depends_on: [a, b, c, f], roles: ${SORT} }`,
    `{ id: i, depends_on: [a], roles: ${SORT}, escalation: { four_eyes: false } }`,
  )
  const stages = new Map(report.stages.map((stage) => [stage.id, stage]))
  const starter = 'whoever started the run by hand'
  expect(report.stages.map((stage) => keptOut(stage, stages))).toEqual([
    starter,
    `${starter}, or decided a`,
    starter,
    `${starter}, or decided a or c`,
    `${starter}, or decided Look it up or another stage before`,
    starter,
    `${starter}, or decided a, c or f`,
    `${starter}, or decided a, Look it up, c or another stage before`,
    undefined,
  ])
  expect(keptOut(stageOf(report, 'e'), new Map())).toBe(starter)
})
