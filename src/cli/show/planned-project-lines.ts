import type { PlannedOverride, PlannedProject } from '../../api/contract/plan.ts'
import type { Json } from '../../core/basics/json.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { showValue } from './fields.ts'
import { obstacleLines, standingText } from './project-lines.ts'

/** The project that a plan was made in, and what it would change if somebody accepted it. */
export function plannedProjectLines(project: PlannedProject): readonly Text[] {
  const { folder, standing, use } = project
  const head: Text = [styled('strong', 'Project:'), ` ${folder}, `, standingText(standing)]
  switch (use) {
    case 'applied':
      return ['', head]
    case 'without-effect':
      return ['', [...head, '. It would change nothing here.']]
    case 'held-back':
      return ['', [...head, '. Nothing of it is applied.'], ...heldBackLines(project)]
  }
}

function heldBackLines({ changes, obstacles, effect }: PlannedProject): readonly Text[] {
  return [
    ...obstacleLines(obstacles),
    ...changes.map(({ type, path }) => `  ${path} (${type})`),
    ...(effect === null ? [] : effectLines(effect)),
    [styled('strong', 'help:'), ` ${HELP}`],
  ]
}

const HELP =
  'Read it with `workcharts trust show`, then accept it with `workcharts trust accept`, or leave it out with `--no-project`.'

function effectLines({ overrides, performers, problems }: NonNullable<PlannedProject['effect']>): readonly Text[] {
  if (overrides.length + performers.length + problems.length === 0)
    return [styled('warm', 'It no longer changes what it changed when it was accepted.')]
  return [
    styled('warm', 'It would change:'),
    ...overrides.map((override) => `  ${overrideText(override)}`),
    ...performers.map(({ stage, ref }) => `  ${stage}: ${ref} would be the project's own`),
    ...problems.map(({ at, message, code }) => `  ${at === null ? '' : placeText(at)}${message} (${code})`),
  ]
}

function placeText({ file, line, column }: { readonly file: string; readonly line: number; readonly column: number }) {
  return `${file}:${line}:${column} `
}

/** `research: who does it: agent:mine instead of agent:researcher (overrides.toml:3:1)` */
export function overrideText({ target, stage, name, before, value, file, line, column }: PlannedOverride): string {
  const what = name === null || name === 'primary' ? wordsFor(target) : `${wordsFor(target)} as ${name}`
  const instead = before === null ? '' : ` instead of ${valueText(before)}`
  return `${stage ?? 'all stages'}: ${what}: ${valueText(value)}${instead} (${file}:${line}:${column})`
}

function valueText(value: Json): string {
  return Array.isArray(value) ? value.map(showValue).join(', ') || 'nothing' : showValue(value)
}

function wordsFor(target: string): string {
  return TARGET_WORDS.get(target) ?? target
}

const TARGET_WORDS: ReadonlyMap<string, string> = new Map([
  ['role', 'who works'],
  ['input', 'the usual value of an input'],
  ['stage-role', 'who does it'],
  ['stage-tools', 'what it may use'],
  ['context-modules', 'what it knows'],
  ['context-optional', 'what it can do without'],
  ['context-budget', 'how much it knows, in tokens'],
  ['threshold', 'how sure is sure enough'],
])
