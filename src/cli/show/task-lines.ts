import type { EarlierDecisions } from '../../api/contract/earlier-decisions.ts'
import type { HandoffEvidence, OfferedAnswer, TaskDetail } from '../../api/contract/task-detail.ts'
import type { CliIo } from '../cli-io.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { showConfidence } from './confidence.ts'
import { earlierLines } from './earlier-lines.ts'
import { indented, labelled, showFields } from './fields.ts'
import { formLines } from './form-lines.ts'
import { shortRun, shortTask } from './ids.ts'
import { showDue, showInstant } from './times.ts'
import { stageWord } from './words.ts'

type Clock = Pick<CliIo, 'now' | 'timeZone'>

/** All that `inbox show` says. */
export interface ShownTask extends TaskDetail {
  readonly earlier: EarlierDecisions
}

/** A task as a person must read it: the case, the evidence, the answer, and only then what can be decided. */
export function taskLines(task: ShownTask, clock: Clock): readonly Text[] {
  return [
    ...headLines(task, clock),
    ...askedLines(task),
    ...task.evidence.handoffs.flatMap(handoffLines),
    ...inputLines(task),
    ...contextLines(task),
    ...answeredLines(task),
    ...section('Files with the decision', fileLines(task.files)),
    ...section('What was decided before', earlierLines(task.earlier, clock)),
    ...(task.row.status === 'open' ? decisionLines(task) : []),
  ]
}

function headLines(task: TaskDetail, clock: Clock): readonly Text[] {
  const { row } = task
  const title = row.runTitle === null ? '' : `, ${row.runTitle}`
  return [
    ['Task ', styled('strong', shortTask(row.id)), `: ${row.stage.name} in ${row.workflow.name}`],
    ...labelled([['run', `${shortRun(row.run)}${title}`], ['why', row.because], ...stateEntries(task, clock)]),
  ]
}

function stateEntries({ row, question }: TaskDetail, clock: Clock): readonly (readonly [string, Text])[] {
  const { status, due, to, claimedBy, priority, answer, decidedBy, decidedAt } = row
  if (status === 'withdrawn') return [['state', 'withdrawn: its run was canceled, or its time was up']]
  if (decidedAt !== null)
    return [['state', `${answer ?? ''} by ${decidedBy?.name ?? ''}, ${showInstant(decidedAt, clock.timeZone)}`]]
  const people = claimedBy === null ? to.map(({ name }) => name).join(', ') : `taken by ${claimedBy.name}`
  return [
    ['for', people],
    ...(priority === 'normal' ? [] : [['priority', priority] as const]),
    ...(question === null ? [] : [['asked', `${question.of.name} was asked "${question.text}"`] as const]),
    ['due', due === null ? 'no deadline' : [showInstant(due, clock.timeZone), ' (', showDue(due, clock), ')']],
  ]
}

function askedLines({ asked }: TaskDetail): readonly Text[] {
  const texts = [asked.escalation, asked.instructions, asked.description].filter((text) => text !== null)
  const lines = [...texts.flatMap((text) => indented(text, '  ')), ...showFields(asked.runInputs, '  ')]
  return section('What was asked', lines)
}

function handoffLines({
  stage,
  outcome,
  performer,
  summary,
  outputs,
  confidence,
  artifacts,
}: HandoffEvidence): readonly Text[] {
  const sure =
    confidence === null || confidence.value === null ? '' : `, ${showConfidence({ ...confidence, threshold: null })}`
  const lines: readonly Text[] = [
    ['  ', stageWord(outcome), `, by ${performer.name}${sure}`],
    ...(summary === null ? [] : indented(summary, '  ')),
    ...showFields(outputs, '  '),
    ...fileLines(artifacts),
  ]
  return section(`Before it: ${stage.name}`, lines)
}

function inputLines({ evidence: { inputs, inputsProblem } }: TaskDetail): readonly Text[] {
  if (inputs === null)
    return inputsProblem === null ? [] : section('What it was given', [`  not known: ${inputsProblem}`])
  return section('What it was given', showFields(inputs, '  '))
}

function contextLines({ evidence: { context } }: TaskDetail): readonly Text[] {
  return section(
    'What it knows',
    context.modules.map(({ ref, tokens }) => `  ${ref}, ${tokens.toLocaleString('en-US')} tokens`),
  )
}

function answeredLines({ answered, isBlind }: TaskDetail): readonly Text[] {
  if (isBlind) return section('What was answered', ['  You answer first; then it is shown.'])
  if (answered === null) return []
  const { by, outputs, summary, confidence, artifacts } = answered
  const lines: readonly Text[] = [
    ['  ', styled('warm', showConfidence(confidence))],
    ...(summary === null ? [] : indented(summary, '  ')),
    ...showFields(outputs, '  '),
    ...fileLines(artifacts),
  ]
  return section(`What ${by.name} answered`, lines)
}

function fileLines(files: TaskDetail['files']): readonly Text[] {
  return files.map(({ name, size }) => `  file ${name}, ${size.toLocaleString('en-US')} bytes`)
}

const COMMANDS = { approve: 'approve', edit: 'answer', reject: 'reject', retry: 'retry' } as const satisfies Record<
  OfferedAnswer['type'],
  string
>

function decisionLines({ row, version, answers, form }: TaskDetail): readonly Text[] {
  const fields = form === null ? [] : formLines(form)
  const [first] = answers
  return [
    ...section('What to fill in', fields),
    ...section(
      'What you can do',
      labelled(
        answers.map(({ type, effect }) => [COMMANDS[type], effect]),
        '  ',
      ),
    ),
    ...(first === undefined
      ? []
      : ['', `For example: workcharts inbox ${COMMANDS[first.type]} ${shortTask(row.id)} --seen ${version}`]),
  ]
}

function section(title: string, lines: readonly Text[]): readonly Text[] {
  return lines.length === 0 ? [] : ['', styled('strong', title), ...lines]
}
