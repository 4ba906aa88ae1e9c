import { describe, expect, it } from 'vitest'
import type { TaskId } from '../../../src/core/run/ids.ts'
import type { Refusal } from '../../../src/core/run/refusal.ts'
import { explainRefusal } from '../../../src/core/run/refusal.ts'
import { at, LENA } from '../../support/runs.ts'

const PROBLEMS = [
  { pointer: '', message: 'It is not an object.' },
  { pointer: '/label', message: 'It is missing.' },
]

/** One refusal of each code, and what it says. */
const SAID: { readonly [Code in Refusal['code']]: readonly [Extract<Refusal, { readonly code: Code }>, string] } = {
  'run-finished': [{ code: 'run-finished' }, 'This run has ended. Retry it from a stage to go on in a new run.'],
  'run-not-finished': [
    { code: 'run-not-finished' },
    'This run has not ended. Cancel it, or wait until it ends, and try again.',
  ],
  'run-not-paused': [{ code: 'run-not-paused' }, 'This run is not paused, so there is nothing to resume.'],
  'run-erased': [
    { code: 'run-erased' },
    'What this run was given has been erased, so it can not be taken up again. Start a new run.',
  ],
  'stage-unknown': [{ code: 'stage-unknown', stage: 'x' }, 'This run has no stage "x".'],
  'stage-not-ready': [{ code: 'stage-not-ready', stage: 'x' }, 'Stage "x" can not begin now.'],
  'stage-settled': [{ code: 'stage-settled', stage: 'x' }, 'Stage "x" is done. Retry the run from it instead.'],
  'attempt-over': [{ code: 'attempt-over', stage: 'x' }, 'This try of stage "x" is over.'],
  'notes-exhausted': [
    { code: 'notes-exhausted', stage: 'x', notesMax: 500 },
    'This try of stage "x" has already said 500 things. Let it end.',
  ],
  'over-budget': [
    { code: 'over-budget', excess: { code: 'budget-exhausted', message: 'It is used up.' } },
    'It is used up.',
  ],
  'task-unknown': [{ code: 'task-unknown', task: 'r.a.1' }, 'There is no task "r.a.1" in this run.'],
  'task-withdrawn': [
    { code: 'task-withdrawn', task: 'r.a.1' },
    'Nobody has to answer this task any more: its run was canceled, or its time was up.',
  ],
  'task-not-yours': [
    { code: 'task-not-yours', to: ['human:tom', 'human:finance'] },
    'This task is for tom, finance. Ask them, or somebody who oversees tasks, to pass it on to you.',
  ],
  'task-claimed': [
    { code: 'task-claimed', by: LENA },
    'lena has taken this task. Ask them to give it back, or somebody who oversees tasks to pass it on.',
  ],
  'task-changed': [
    { code: 'task-changed', task: 'r.a.1' as TaskId },
    'The answer or the case has changed since you looked at it. Nothing was decided: look at it again, then answer.',
  ],
  'four-eyes': [
    { code: 'four-eyes', work: { type: 'decided', stage: 'Write the offer' } },
    'You decided "Write the offer" before, so somebody else must decide this. Pass it on, or leave it to the others.',
  ],
  'question-open': [
    { code: 'question-open', of: 'human:tom' },
    'tom was asked about this task already. Wait for what they say, or write down what you know, then ask again.',
  ],
  'no-question': [
    { code: 'no-question', task: 'r.a.1' as TaskId },
    'Nothing is asked about this task now. Write a comment instead.',
  ],
  'task-decided': [
    { code: 'task-decided', by: LENA, at: at(0), answer: 'reject' },
    'lena has already answered this task (reject). Nothing was changed.',
  ],
  'answer-not-offered': [
    { code: 'answer-not-offered', reason: 'error', answer: 'approve' },
    '"approve" is not an answer this task offers (reason: error).',
  ],
  'file-invalid': [
    { code: 'file-invalid', problems: ['It has no name.', 'It is too large.'] },
    'It has no name. It is too large.',
  ],
  'files-full': [
    { code: 'files-full', filesMax: 40 },
    'You have given 40 files for this task already. Decide with some of those.',
  ],
  'files-not-taken': [
    { code: 'files-not-taken', answer: 'reject' },
    'Nothing is handed on by "reject" here, so no files go with it. Leave them out.',
  ],
  'files-invalid': [
    { code: 'files-invalid', problems: PROBLEMS },
    'These files can not go with the decision: It is not an object. /label: It is missing.',
  ],
  'outputs-required': [
    { code: 'outputs-required' },
    'This stage must give outputs. Fill in the form and use "edit and approve".',
  ],
  'outputs-invalid': [
    { code: 'outputs-invalid', problems: PROBLEMS },
    'The outputs do not fit the stage: It is not an object. /label: It is missing.',
  ],
  'outputs-too-large': [
    { code: 'outputs-too-large', bytes: 300_000, bytesMax: 262_144 },
    'The outputs are 300000 bytes; at most 262144 fit. Hand larger results over as an artifact.',
  ],
  'rounds-exhausted': [
    { code: 'rounds-exhausted', roundsMax: 100 },
    'This stage was already tried again 100 times. Do it yourself or reject it.',
  ],
  'inputs-invalid': [
    { code: 'inputs-invalid', problems: PROBLEMS },
    'The inputs do not fit the WorkChart: It is not an object. /label: It is missing.',
  ],
}

describe('refusals', () => {
  it.each(Object.values(SAID))('[RF1] $code', (refusal, said) => {
    expect(explainRefusal(refusal)).toBe(said)
  })
})
