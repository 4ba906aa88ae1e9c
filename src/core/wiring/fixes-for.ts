import { known } from '../basics/known.ts'
import type { StageSetting } from '../edit/workflow-edit.ts'
import type { Diagnostic } from '../workflow/diagnostic.ts'
import { EXECUTES } from '../workflow/executes.ts'
import { nearest } from '../workflow/nearest.ts'
import type { EditPath } from '../workflow/plan-change.ts'
import { formatReference } from '../workflow/reference.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Condition } from './condition.ts'
import { CONDITION_ROWS_MAX } from './condition.ts'
import type { Fix } from './fix.ts'
import { chooseGiver, giveInput, giveThoughAbsent, respellInput } from './fix-inputs.ts'
import type { FixScene, Site } from './fix-site.ts'
import { siteOf, valueAt } from './fix-site.ts'
import { readInputSource, writeInputSource } from './input-source.ts'
import { absentIn, offeredValues } from './offered-values.ts'
import { readCondition } from './read-condition.ts'
import { respell } from './respell.ts'
import type { ValueRef } from './value-ref.ts'
import type { Wiring } from './wiring.ts'
import { writeCondition } from './write-condition.ts'

/** What can be done about a problem with one edit, the likeliest first; nothing where a person has to think. */
export function fixesFor(problem: Pick<Diagnostic, 'rule' | 'pointer'>, scene: FixScene): readonly Fix[] {
  const site = siteOf(problem.pointer, scene)
  const setting = IDLE_SETTINGS.get(problem.rule)
  if (setting !== undefined) return takeOut(site, setting ?? String(site.keys[2]))
  return FIXES.get(problem.rule)?.(site, scene) ?? []
}

/** Settings that nothing acts on, by the rule that says so; null: the one that the problem points at. */
const IDLE_SETTINGS: ReadonlyMap<string, StageSetting | null> = new Map([
  ['on-skip-without-when', 'on_skip'],
  ['join-of-one', 'join'],
  ['attempts-on-person', null],
  ['gate-on-person', 'gate'],
  ['gate-on-effect', 'gate'],
  ['gate-on-subworkflow', 'gate'],
  ['gate-cannot-pass', 'gate'],
  ['effect-looser', 'effect'],
] as const)

function takeOut({ stage }: Site, setting: string): readonly Fix[] {
  if (stage === undefined) return []
  const edit = { type: 'set-stage', stage: stage.id, setting: setting as StageSetting, value: null } as const
  return [{ what: { type: 'take-out', setting }, edit }]
}

const FIXES: ReadonlyMap<string, (site: Site, scene: FixScene) => readonly Fix[]> = new Map([
  ['unknown-key', respellKey],
  ['unknown-dependency', mendDependency],
  ['unknown-input', (site, scene) => [...respellRead(site, scene), ...addRunInput(site, scene)]],
  ['unknown-output', respellRead],
  ['unknown-stage-reference', respellRead],
  ['unguarded-read', allowAbsence],
  ['refused-continue', lookAtOutcome],
  ['missing-key', askAPerson],
  ['escalation-to-person', askAnyone],
  ['samples-without-ai', takeOutMeasure],
  ['review-without-skill', takeOutMeasure],
  ['review-beside-threshold', takeOutMeasure],
  ['input-missing', giveInput],
  ['input-ambiguous', chooseGiver],
  ['input-may-be-absent', giveThoughAbsent],
  ['input-unknown', respellInput],
])

/** The table of what is carried out names every key there is. */
function respellKey({ keys }: Site): readonly Fix[] {
  const key = String(keys.at(-1))
  const path = keys.slice(0, -1).map((each) => (/^\d+$/.test(each) ? '[]' : `.${each}`))
  const prefix = `${path.join('')}.`.slice(1)
  const siblings = Object.keys(EXECUTES).flatMap((place) => {
    const name = place.startsWith(prefix) ? place.slice(prefix.length) : ''
    return /^\w+$/.test(name) ? [name] : []
  })
  const to = nearest(key, siblings)
  if (to === undefined) return []
  return [{ what: { type: 'respell', from: key, to }, edit: { type: 'rename-key', path: toPath(keys), to } }]
}

function toPath(keys: readonly string[]): EditPath {
  return keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key))
}

function mendDependency({ stage, written }: Site, { wiring }: FixScene): readonly Fix[] {
  if (stage === undefined || typeof written !== 'string') return []
  const from = written as StageId
  const others = [...wiring.stages.keys()].filter((id) => id !== stage.id)
  const near = nearest(from, others) as StageId | undefined
  const replace = (to: StageId | null) => ({ type: 'replace-dependency', stage: stage.id, from, to }) as const
  const stop: Fix = { what: { type: 'stop-waiting', stage: from }, edit: replace(null) }
  return near === undefined ? [stop] : [{ what: { type: 'wait-for', stage: near }, edit: replace(near) }, stop]
}

function respellRead(site: Site, { wiring }: FixScene): readonly Fix[] {
  const { keys, written } = site
  if (typeof written !== 'string') return []
  const respelling = respell(written, keys[2] === 'when' ? 'condition' : 'template', wiring)
  if (respelling === undefined) return []
  const { from, to, text } = respelling
  return rewrite(site, text).map((edit) => ({ what: { type: 'respell', from, to }, edit }))
}

/** A condition, or an input of a stage that is one text. */
function rewrite({ keys, stage }: Site, text: string): readonly Fix['edit'][] {
  if (stage === undefined) return []
  const [, , setting, name, ...deeper] = keys
  if (setting === 'when') return [{ type: 'set-stage', stage: stage.id, setting, value: text }]
  if (setting !== 'inputs' || name === undefined || deeper.length > 0) return []
  return [{ type: 'set-inputs', stage: stage.id, inputs: { [name]: text } }]
}

function stageTest({ stages }: Wiring): (id: string) => boolean {
  return (id) => stages.has(id)
}

/** The input that a stage reads as a whole, and that the workflow does not ask for. */
function addRunInput({ keys, written }: Site, { wiring }: FixScene): readonly Fix[] {
  if (keys[2] !== 'inputs' || written === undefined) return []
  const source = readInputSource(written, stageTest(wiring))
  if (source.type !== 'value' || source.value.type !== 'input') return []
  const { name } = source.value
  return [{ what: { type: 'add-run-input', name }, edit: { type: 'set-run-input', name, schema: { type: 'string' } } }]
}

function allowAbsence(site: Site, { wiring }: FixScene): readonly Fix[] {
  const { keys, stage, written } = site
  if (stage === undefined || typeof written !== 'string') return []
  const reader = keys[2] === 'when' ? 'condition' : 'inputs'
  const mayBeAbsent = absentIn(offeredValues(wiring, stage, reader))
  const mended =
    reader === 'condition'
      ? guardedCondition(readCondition(String(stage.when), stageTest(wiring)), mayBeAbsent)
      : writeInputSource(readInputSource(written, stageTest(wiring)), mayBeAbsent)
  if (typeof mended !== 'string' || mended === written) return []
  return rewrite(site, mended).map((edit) => ({ what: { type: 'allow-absence' }, edit }))
}

function guardedCondition(condition: Condition | undefined, mayBeAbsent: (value: ValueRef) => boolean) {
  return condition === undefined ? undefined : writeCondition(condition, mayBeAbsent)
}

/** Follows one that may have failed or been refused: the first such stage that its condition says nothing of. */
function lookAtOutcome({ stage }: Site, { wiring }: FixScene): readonly Fix[] {
  if (stage === undefined) return []
  const condition = readCondition(stage.when ?? '', stageTest(wiring))
  const needed = wiring.dependencies.get(stage.id)?.find((id) => mayContinue(wiring, id, condition))
  const isFull = condition === undefined || condition.join === 'any' || condition.rows.length >= CONDITION_ROWS_MAX
  if (isFull || needed === undefined) return []
  const row = { value: { type: 'outcome', stage: needed }, test: 'is', with: 'succeeded' } as const
  const rows = [row, ...condition.rows]
  const value = writeCondition({ join: 'all', rows }, absentIn(offeredValues(wiring, stage, 'condition')))
  const edit = { type: 'set-stage', stage: stage.id, setting: 'when', value } as const
  return [{ what: { type: 'look-at-outcome', stage: needed }, edit }]
}

function mayContinue({ stages, workflow }: Wiring, id: StageId, condition: Condition | undefined): boolean {
  const stage = stages.get(id)
  const goesOn = stage?.onReject === 'continue' || (stage?.onError ?? workflow.defaults.onError) === 'continue'
  return goesOn && condition?.rows.some(({ value }) => value.type === 'outcome' && value.stage === id) !== true
}

/** A stage that nobody does is given to a person. */
function askAPerson({ keys, stage }: Site, { document }: FixScene): readonly Fix[] {
  const isAboutRoles = keys.length === 2 || (keys.length === 3 && keys[2] === 'roles')
  const primary = valueAt(document.json, [...keys.slice(0, 2), 'roles', 'primary'])
  if (stage === undefined || !isAboutRoles || primary !== undefined) return []
  const edit = { type: 'bind-role', stage: stage.id, role: 'primary', to: 'human:anyone' } as const
  return [{ what: { type: 'ask-a-person' }, edit }]
}

/** Only people can be asked: where something else is named, anybody is. */
function askAnyone({ keys, stage }: Site): readonly Fix[] {
  const [, , setting, list, at] = keys
  if (stage === undefined || setting !== 'escalation' || list !== 'to') return []
  const asked = known(stage.escalation?.to).map(formatReference)
  const value = [...new Set(asked.map((ref, place) => (place === Number(at) ? 'human:anyone' : ref)))]
  const edit = { type: 'set-escalation', stage: stage.id, setting: list, value } as const
  return [{ what: { type: 'ask-anyone' }, edit }]
}

/** What can not be measured here, or changes nothing, goes; what the defaults say is not the stage's to take out. */
function takeOutMeasure({ keys, stage, written }: Site): readonly Fix[] {
  const setting = keys[3] === 'samples' ? 'samples' : 'review_between'
  if (stage === undefined || written === undefined) return []
  return [{ what: { type: 'take-out', setting }, edit: { type: 'set-gate', stage: stage.id, setting, value: null } }]
}
