import type { RunDetail, StageRun } from '../../api/contract/run-detail.ts'
import type { CliIo } from '../cli-io.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { showConfidence } from './confidence.ts'
import { indented, labelled, showFields } from './fields.ts'
import { shortRun, shortTask } from './ids.ts'
import { showDue, showInstant } from './times.ts'
import { runWord, stageWord } from './words.ts'

type Clock = Pick<CliIo, 'now' | 'timeZone'>

/** Where a run stands: itself, each stage, and what it gave. */
export function runLines(run: RunDetail, clock: Clock): readonly Text[] {
  return [...headLines(run, clock), '', ...run.stages.flatMap((stage) => stageLines(stage, clock)), ...outputLines(run)]
}

type Entry = readonly [label: string, value: Text]

function headLines({ summary, phase, erased }: RunDetail, { timeZone }: Clock): readonly Text[] {
  const { id, workflow, title, status, startedAt, startedBy, finishedAt, origin } = summary
  const titled = title === null ? '' : ` (${title})`
  const ended: readonly Entry[] = finishedAt === null ? [] : [['ended', showInstant(finishedAt, timeZone)]]
  const before: readonly Entry[] = origin === null ? [] : [['takes up', `run ${shortRun(origin)}`]]
  const problem = phase.type === 'finished' ? phase.problem : null
  return [
    ['Run ', styled('strong', shortRun(id)), ` of ${workflow.name}${titled}: `, runWord(status)],
    ...labelled([
      ['id', id],
      ['started', `${showInstant(startedAt, timeZone)} by ${startedBy.name}`],
      ...ended,
      ...before,
      ...(erased === null
        ? []
        : [['erased', `${showInstant(erased.at, timeZone)} by ${erased.by.name}`] satisfies Entry]),
      ...(problem === null ? [] : [['problem', problem] satisfies Entry]),
    ]),
  ]
}

function stageLines(stage: StageRun, clock: Clock): readonly Text[] {
  const facts = [whoText(stage), confidenceText(stage)].filter((fact) => fact !== '').join(', ')
  const because = stage.because === null ? [] : indented(stage.because, '    ')
  return [
    ['  ', styled('strong', stage.id), ': ', stageWord(stage.status), facts === '' ? '' : ` (${facts})`],
    ...because,
    ...showFields(stage.gives ?? [], '    '),
    ...taskLines(stage, clock),
  ]
}

function whoText({ performer, decidedBy, carried, status }: StageRun): string {
  if (carried) return 'taken over from the run before'
  if (decidedBy !== null) return `decided by ${decidedBy.name}`
  return status === 'succeeded' ? `by ${performer.name}` : ''
}

/** A person is not so and so sure, and of a step that nobody asks it of there is nothing to say. */
function confidenceText({ confidence }: StageRun): string {
  if (confidence === null || confidence.source === 'human') return ''
  return confidence.value === null && confidence.threshold === null ? '' : showConfidence(confidence)
}

function taskLines({ task }: StageRun, clock: Clock): readonly Text[] {
  if (task === null) return []
  const taken = task.claimedBy === null ? '' : `, taken by ${task.claimedBy.name}`
  return [['    task ', styled('warm', shortTask(task.id)), ', ', showDue(task.due, clock), taken]]
}

function outputLines({ outputs }: RunDetail): readonly Text[] {
  return outputs.length === 0 ? [] : ['', styled('strong', 'Gave'), ...showFields(outputs, '  ')]
}
