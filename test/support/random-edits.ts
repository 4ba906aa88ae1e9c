import fc from 'fast-check'
import { known } from '../../src/core/basics/known.ts'
import type { EscalationSetting, NewStage, StageSetting, WorkflowEdit } from '../../src/core/edit/workflow-edit.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'

/** An edit that fits the stages there are; ids that it brings are made of the number of its step. */
export type Draw = (ids: readonly StageId[], step: number) => WorkflowEdit

/** What an edit is made of: two of the stages, a number and a text. */
interface Lot {
  readonly stage: StageId
  readonly other: StageId
  readonly number: number
  readonly text: string
  readonly step: number
  readonly isLast: boolean
}

type Make = (lot: Lot) => WorkflowEdit

function newStage(id: string, name: string): NewStage {
  return { id: id as StageId, name, roles: { primary: 'human:anyone' } }
}

const STRUCTURE: readonly Make[] = [
  ({ stage, other, number, text, step }) => {
    const after = number % 3 === 0 ? [] : [...new Set([stage, other])]
    return { type: 'add-stage', stage: newStage(`new-${step}`, text), after }
  },
  ({ stage, number, text, step }) => {
    const stages = [newStage(`first-${step}`, text), newStage(`second-${step}`, text)]
    return { type: 'add-stages', stages, after: number % 3 === 0 ? [] : [stage] }
  },
  ({ stage, other, text, step }) => {
    return { type: 'insert-stage', stage: newStage(`new-${step}`, text), from: stage, to: other }
  },
  ({ stage, text, isLast }) =>
    isLast ? { type: 'set-workflow', setting: 'description', value: text } : { type: 'remove-stage', stage },
  ({ stage, other }) => ({ type: 'connect', from: stage, to: other }),
  ({ stage, other }) => ({ type: 'disconnect', from: stage, to: other }),
  ({ stage, other }) => ({ type: 'replace-dependency', stage, from: other, to: null }),
  ({ stage, number }) => ({ type: 'move-stage', stage, to: number % 7 }),
]

const COPIES: readonly Make[] = [
  ({ stage, other }) => ({ type: 'duplicate-stages', stages: [...new Set([stage, other])] }),
  ({ stage, other, text }) => {
    const copied = { id: stage, stage: { name: text, roles: { primary: 'skill:sort' } }, after: [] }
    return { type: 'paste-stages', copied: [copied], after: [other] }
  },
]

const ROLES: readonly Make[] = [
  ({ stage, number }) => ({ type: 'bind-role', stage, role: 'reviewer', to: `human:p${number}` }),
  ({ stage }) => ({ type: 'unbind-role', stage, role: 'reviewer' }),
  ({ stage, number }) => ({ type: 'add-tool', stage, tool: `skill:t${number % 3}` }),
  ({ stage, number }) => ({ type: 'remove-tool', stage, tool: `skill:t${number % 3}` }),
]

const WIRING: readonly Make[] = [
  ({ stage, number, text }) => ({ type: 'set-inputs', stage, inputs: { [`in${number % 3}`]: orNull(number, text) } }),
  ({ stage, number }) => {
    return { type: 'set-output', stage, name: `out${number % 3}`, schema: orNull(number, { type: 'string' }) }
  },
  ({ stage, number }) => {
    const [name, inputs] = [`ask${number % 3}`, { asked: `\${{ inputs.ask${number % 3} }}` }]
    return { type: 'set-run-input', name, schema: orNull(number, { type: 'number' }), givenTo: { stage, inputs } }
  },
  ({ number }) => ({ type: 'rename-key', path: ['inputs', `ask${number % 3}`], to: `called${number % 2}` }),
]

const SETTINGS: readonly Make[] = [
  ({ stage, number, text }) => setStage(stage, 'instructions', orNull(number, text)),
  ({ stage, number }) => setStage(stage, 'when', orNull(number, `size(inputs) > ${number}`)),
  ({ stage, number }) => setStage(stage, 'gate', orNull(number, { threshold: 0.85 })),
  ({ stage, number }) => setStage(stage, 'retry', orNull(number, { max_attempts: 1 + (number % 5) })),
  ({ stage, number }) => ({ type: 'place-stages', places: new Map([[stage, { x: number, y: -number }]]) }),
  ({ stage, text }) => ({ type: 'add-notes', notes: [{ text, before: stage }] }),
  ({ number, text }) => ({ type: 'set-note', at: number % 3, text: orNull(number, text) }),
]

const KNOWLEDGE: readonly Make[] = [
  ({ stage, number }) => ({ type: 'add-context', stage: orNull(number, stage), module: `context:m${number % 3}` }),
  ({ stage, number }) => ({ type: 'remove-context', stage: orNull(number, stage), module: `context:m${number % 3}` }),
  ({ stage, number }) => {
    const need = number % 2 === 0 ? 'required' : 'optional'
    return { type: 'set-context-need', stage: orNull(number, stage), module: `context:m${number % 3}`, need }
  },
  ({ stage, number }) => ({ type: 'set-context-budget', stage, tokens: orNull(number, number) }),
]

const PEOPLE: readonly Make[] = [
  ({ stage, number }) => escalate(stage, 'to', orNull(number, [`human:p${number}`])),
  ({ stage, number }) => escalate(stage, 'sla', orNull(number, `${number}h`)),
  ({ stage, number }) => escalate(stage, 'on_breach', orNull(number, 'wait')),
]

const GATES: readonly Make[] = [
  ({ stage, number }) => ({ type: 'set-gate', stage, setting: 'threshold', value: orNull(number, number / 100) }),
  ({ stage, number }) => ({ type: 'set-gate', stage, setting: 'samples', value: orNull(number, number) }),
  ({ stage, number }) => {
    return { type: 'set-gate', stage, setting: 'review_between', value: orNull(number, [0, number / 100] as const) }
  },
]

const SCHEDULES: readonly Make[] = [
  ({ number }) => ({
    type: 'add-trigger',
    trigger: { type: 'schedule', cron: `${number % 60} 9 * * *`, timezone: 'Europe/Berlin' },
  }),
  ({ number }) => ({ type: 'remove-trigger', trigger: scheduleId(number) }),
  ({ number }) => {
    return { type: 'set-trigger', trigger: scheduleId(number), setting: 'enabled', value: number % 2 === 0 }
  },
]

const TOGETHER: readonly Make[] = [
  ({ stage, other, text }) => ({
    type: 'together',
    edits: [
      { type: 'set-stage', stage, setting: 'name', value: text },
      { type: 'bind-role', stage: other, role: 'reviewer', to: 'human:lead' },
    ],
  }),
]

const GROUPS = [STRUCTURE, STRUCTURE, COPIES, ROLES, WIRING, SETTINGS, KNOWLEDGE, PEOPLE, GATES, SCHEDULES, TOGETHER]

function orNull<T>(number: number, value: T): T | null {
  return number % 4 === 0 ? null : value
}

function setStage(stage: StageId, setting: StageSetting, value: Parameters<typeof String>[0]): WorkflowEdit {
  return { type: 'set-stage', stage, setting, value }
}

function escalate(stage: StageId, setting: EscalationSetting, value: readonly string[] | string | null): WorkflowEdit {
  return { type: 'set-escalation', stage, setting, value }
}

function scheduleId(number: number): string {
  return number % 2 === 0 ? 'schedule' : `schedule-${1 + (number % 4)}`
}

/** Every gesture of the builder, those that change what waits for what most often. */
export const drawnEdit: fc.Arbitrary<Draw> = fc
  .record({
    group: fc.nat(GROUPS.length - 1),
    kind: fc.nat(999),
    one: fc.nat(999),
    two: fc.nat(999),
    text: fc.string({ maxLength: 12 }),
  })
  .map(({ group, kind, one, two, text }): Draw => {
    const makes = known(GROUPS[group])
    const make = known(makes[kind % makes.length])
    return (ids, step) => {
      const [stage, other] = [known(ids[one % ids.length]), known(ids[two % ids.length])]
      return make({ stage, other, number: two, text, step, isLast: ids.length === 1 })
    }
  })
