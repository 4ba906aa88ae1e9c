import type { Performer } from '../../api/contract/basics.ts'
import type { PlanReport } from '../../api/contract/plan.ts'
import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import { formatDuration } from '../../core/basics/duration.ts'
import { outlookWords } from '../../core/forecast/outlook-words.ts'
import { measureWords } from '../../core/gate/gate-words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { percent } from './confidence.ts'
import { labelled } from './fields.ts'
import { EFFECT_WORDS } from './words.ts'

type Entry = readonly [label: string, value: Text]

/** A stage as it will be done, in the screens' words. */
export function plannedStageLines(
  stage: PlannedStage,
  report: Pick<PlanReport, 'bindings' | 'forecast'>,
): readonly Text[] {
  const entries: readonly Entry[] = [
    ...whoEntries(stage, report),
    ...orderEntries(stage),
    ...contextEntries(stage),
    ...gateEntries(stage),
    ...budgetEntries(stage),
    ['people', peopleText(stage)],
    ...deciderEntries(stage),
    ['effect', EFFECT_WORDS[stage.effect]],
    ...pastEntries(stage, report),
  ]
  const name = stage.name === stage.id ? '' : `  ${stage.name}`
  return [['  ', styled('cool', stage.id), name], ...labelled(entries, '    ')]
}

function whoEntries(
  { id, performer, boundBy, tools, reviewer }: PlannedStage,
  { bindings }: Pick<PlanReport, 'bindings'>,
): readonly Entry[] {
  const layerOf = (role: string, ref: string): string =>
    bindings.find((binding) => binding.stage === id && binding.role === role && binding.ref === ref)?.layer ??
    'workflow'
  const reviewers = reviewer === null ? [] : [reviewer]
  return [
    ['who does it', whoText(performer, boundBy)],
    ...tools.map((tool): Entry => ['may use', toolText(tool, layerOf('tools', tool.ref))]),
    ...reviewers.map((one): Entry => ['reviewed by', whoText(one, layerOf('reviewer', one.ref))]),
  ]
}

function whoText({ kind, ref, name }: Performer, layer: string): Text {
  const source = `(decided by the ${layer})`
  if (kind === 'unavailable') return [styled('warm', 'a person'), `, in place of ${ref} ${source}`]
  return ref.endsWith(`:${name}`) ? `${ref} ${source}` : `${name}, ${ref} ${source}`
}

/** Nobody stands in for a tool: whoever does the stage does without it. */
function toolText(tool: Performer, layer: string): Text {
  return tool.kind === 'unavailable'
    ? `${tool.ref}, not available here (decided by the ${layer})`
    : whoText(tool, layer)
}

function orderEntries({ when, dependsOn, join, optional }: PlannedStage): readonly Entry[] {
  const otherwise = optional ? 'otherwise it is left out' : 'otherwise it and what follows are skipped'
  const after: Entry = ['after', dependsOn.join(join === 'all' ? ' and ' : ' or ')]
  const condition: readonly Entry[] = when === null ? [] : [['only if', `${when}; ${otherwise}`]]
  return dependsOn.length === 0 ? condition : [after, ...condition]
}

function contextEntries({ context: { modules, usedTokens, budgetTokens, omitted } }: PlannedStage): readonly Entry[] {
  const shown = modules.map(({ ref, tokens }): Entry => ['knows', `${ref}, ${numeral(tokens)} tokens`])
  const budget: Entry = ['budget', `${numeral(usedTokens)} of ${numeral(budgetTokens)} tokens used`]
  const left = omitted.map(({ ref, reason }): Entry => ['left out', `${ref}: ${reason}`])
  return modules.length + omitted.length === 0 ? [] : [...shown, ...left, budget]
}

function gateEntries(stage: PlannedStage): readonly Entry[] {
  const { threshold } = stage
  if (threshold === null) return []
  const measures = measureWords(stage).map((words): Entry => ['how sure', words])
  return [['asks a person', `when less than ${percent(threshold)} % sure`], ...measures]
}

function budgetEntries({ budget }: PlannedStage): readonly Entry[] {
  return budget === null ? [] : [['may take', budget]]
}

/** Who is asked before anybody else, how long they have of which hours, and who is asked later. */
function peopleText({ escalation }: PlannedStage): string {
  const { first, slaMs, remindMs, workingHours, onBreach } = escalation
  const later = onBreach.map(({ afterMs, to }) => `; ${formatDuration(afterMs)} later also ${to.join(', ')}`)
  const reminder = remindMs === null ? '' : `, reminded ${formatDuration(remindMs)} before`
  const counted = workingHours === null ? '; all hours count' : `; in working hours, ${workingHours}`
  return `${first.map(({ id }) => id).join(', ')} within ${formatDuration(slaMs)}${reminder}${later.join('')}${counted}`
}

/** What is as usual is not said. */
function deciderEntries({ escalation: { keptOut, priority } }: PlannedStage): readonly Entry[] {
  return [
    ...(keptOut === null ? [] : [['not decided by', keptOut] as const]),
    ...(priority === 'normal' ? [] : [['priority', priority] as const]),
  ]
}

function pastEntries({ id }: PlannedStage, { forecast }: Pick<PlanReport, 'forecast'>): readonly Entry[] {
  const past = forecast.stages.find(({ stage }) => stage === id)
  const words = past === undefined ? [] : outlookWords(past)
  return words.length === 0 ? [] : [['so far', words.join(', ')]]
}

function numeral(count: number): string {
  return count.toLocaleString('en-US')
}
