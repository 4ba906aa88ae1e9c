import type { PlanProblem, PlanReport } from '../../api/contract/plan.ts'
import { outlookWords } from '../../core/forecast/outlook-words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { overrideText, plannedProjectLines } from './planned-project-lines.ts'
import { plannedStageLines } from './planned-stage-lines.ts'
import { severityWord } from './problems.ts'
import { counted, EFFECT_WORDS } from './words.ts'

/** Who does what with what. What is missing comes first, then the stages in the order of their steps. */
export function planLines(report: PlanReport): readonly Text[] {
  return [
    headline(report),
    ...budgetLines(report.budget),
    ...problemSection(report),
    ...missingSection(report),
    ...projectSection(report),
    ...consequenceSection(report),
    ...pastSection(report),
    ...report.batches.flatMap((batch, index) => stepLines(report, batch, index + 1)),
  ]
}

function headline({ workflow, ready, stages, batches, contextTokens }: PlanReport): Text {
  const size = `${counted(stages.length, 'stage')} in ${counted(batches.length, 'step')}, ${counted(contextTokens, 'token')} of context`
  return [
    styled('strong', workflow),
    ': ',
    ready ? styled('good', 'can run') : styled('bad', 'can not run'),
    `. ${size}.`,
  ]
}

/** A budget of a stage stands at the stage. */
function budgetLines({ run, day }: PlanReport['budget']): readonly Text[] {
  return [
    ...(run === null ? [] : [`AI may take ${run} in a run.`]),
    ...(day === null ? [] : [`AI may take ${day} in 24 hours, in all runs together.`]),
  ]
}

function problemSection({ problems }: PlanReport): readonly Text[] {
  return problems.length === 0 ? [] : ['', ...problems.flatMap(problemLines)]
}

function problemLines({ severity, stage, message, code, help, at }: PlanProblem): readonly Text[] {
  const place = at === null ? '' : `${at.file}:${at.line}:${at.column} `
  return [
    [place, severityWord(severity), stage === null ? '' : ` in ${stage}`, `: ${message} (${code})`],
    ['  ', styled('strong', 'help:'), ` ${help}`],
  ]
}

/** One line for each stage and role: a stage may lack several. */
function missingSection({ missing }: PlanReport): readonly Text[] {
  if (missing.length === 0) return []
  return [
    '',
    styled('warm', 'A person does this:'),
    ...missing.map(({ stage, role, reason }) => `  ${stage}${roleNote(role)}: ${reason}`),
  ]
}

/** In the words of the stages below; other roles have names of the author's own. */
function roleNote(role: string): string {
  return role === 'primary' ? '' : ` (${ROLE_WORDS.get(role) ?? role})`
}

const ROLE_WORDS: ReadonlyMap<string, string> = new Map([
  ['tools', 'may use'],
  ['reviewer', 'reviewed by'],
])

function projectSection({ project, overrides }: PlanReport): readonly Text[] {
  return [...(project === null ? [] : plannedProjectLines(project)), ...overrideSection(overrides)]
}

function overrideSection(overrides: PlanReport['overrides']): readonly Text[] {
  if (overrides.length === 0) return []
  return ['', styled('strong', 'The project overrides:'), ...overrides.map((override) => `  ${overrideText(override)}`)]
}

function consequenceSection({ consequences }: PlanReport): readonly Text[] {
  if (consequences.length === 0) return []
  return [
    '',
    styled('strong', 'More than reading:'),
    ...consequences.map(
      ({ stage, ref, effect, reaches }) => `  ${stage}: ${ref}, ${consequenceWords(effect, reaches)}`,
    ),
  ]
}

function consequenceWords(effect: PlanReport['consequences'][number]['effect'], reaches: string | null): string {
  const words = [
    ...(effect === 'pure' ? [] : [EFFECT_WORDS[effect].toLowerCase()]),
    ...(reaches === null ? [] : [`what it is given goes to ${reaches}`]),
  ]
  return words.join('; ')
}

function pastSection({ forecast }: PlanReport): readonly Text[] {
  const words = outlookWords(forecast.run)
  return words.length === 0 ? [] : ['', [styled('strong', 'Runs so far:'), ` ${words.join(', ')}`]]
}

function stepLines(report: PlanReport, batch: readonly string[], step: number): readonly Text[] {
  const stages = report.stages.filter(({ id }) => batch.includes(id))
  const title = `Step ${step}${batch.length > 1 ? `, ${batch.length} side by side` : ''}`
  return ['', styled('strong', title), ...stages.flatMap((stage) => plannedStageLines(stage, report))]
}
