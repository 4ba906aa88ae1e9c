import type { PlanLine, PlannedAndReal } from '../../api/contract/planned-and-real.ts'
import type { RunStatus, StageStatus } from '../../api/contract/runs.ts'
import { plannedWords } from '../../core/compare/planned-words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { shortRun } from './ids.ts'
import { counted, runWord } from './words.ts'

/** What was planned and what happened: the run, and of each stage what went another way. */
export function plannedLines({ id, status, run, stages, differing, omitted }: PlannedAndReal): readonly Text[] {
  const different = stages.filter(({ lines }) => lines.some(isDifferent))
  const asPlanned = stages.length + omitted - differing
  return [
    ['Run ', styled('strong', shortRun(id)), ': ', runWord(status)],
    ...run.map((line) => lineText(line, status)),
    ...different.flatMap(({ stage, status: stands, lines }): Text[] => [
      '',
      styled('strong', stage.name),
      ...lines.filter(isDifferent).map((line) => lineText(line, stands)),
    ]),
    '',
    ...(differing > different.length
      ? [`And ${counted(differing - different.length, 'more stage')} went another way.`]
      : []),
    styled('faint', `${counted(asPlanned, 'stage')} as planned, as far as anybody knows.`),
  ]
}

function isDifferent({ differs }: PlanLine): boolean {
  return differs
}

function lineText(line: PlanLine, status: RunStatus | StageStatus): Text {
  const { what, planned, real } = plannedWords(line, status)
  return ['  ', `${what}: planned `, planned, line.differs ? styled('warm', ' → ') : styled('faint', ' → '), real]
}
