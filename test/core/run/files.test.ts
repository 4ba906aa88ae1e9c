import { describe, expect, it } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { Artifact } from '../../../src/core/run/answer.ts'
import type { AnswerTask, GiveFile } from '../../../src/core/run/command.ts'
import { fileNameProblem } from '../../../src/core/run/file-name.ts'
import { findTask } from '../../../src/core/run/find-task.ts'
import { FILE_BYTES_MAX } from '../../../src/core/run/given-file.ts'
import { handoffFrom } from '../../../src/core/run/handoff.ts'
import type { TaskId } from '../../../src/core/run/ids.ts'
import { mediaTypeOf } from '../../../src/core/run/media-type.ts'
import { replay } from '../../../src/core/run/replay.ts'
import { fromSnapshot, toSnapshot } from '../../../src/core/run/snapshot.ts'
import { findArtifact, findEvidence } from '../../../src/core/run/stage-artifacts.ts'
import type { StartEvent } from '../../../src/core/run/start-run.ts'
import type { TaskAnswer } from '../../../src/core/run/task.ts'
import { logLines } from '../../../src/core/run/view/log-lines.ts'
import { retell } from '../../../src/core/run/view/retell.ts'
import { taskEvidence } from '../../../src/core/run/view/task-evidence.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { receiptsOf } from '../../support/receipts.ts'
import type { TestRun } from '../../support/runs.ts'
import {
  APPROVE,
  after,
  aPlan,
  approver,
  aRun,
  aStage,
  edit,
  everyRole,
  LENA,
  PERSON,
  REJECT,
  RETRY,
  seenIn,
  TOM,
} from '../../support/runs.ts'

const GATE = { kind: 'threshold', threshold: 0.85 } as const
const OFFER = aFile('offer.pdf')
const MADE = aFile('made.csv')

function aFile(name: string, over: Partial<Artifact> = {}): Artifact {
  return { name, mediaType: mediaTypeOf(name), size: 3, sha256: `sha of ${name}`, ...over }
}

/** A person does `a`, and `b` comes after it. */
function byHand(): TestRun {
  return aRun(aPlan([aStage('a', { primary: PERSON }), aStage('b', { primary: PERSON, dependsOn: after('a') })]))
}

/** What a machine made in `a` waits for a person. */
function unsure(): TestRun {
  const world = aRun(
    aPlan([aStage('a', { gate: GATE }), aStage('b', { primary: PERSON, dependsOn: after('a') }), aStage('c')]),
  )
  world.perform('a', { confidence: 0.5, artifacts: [MADE] })
  return world
}

function giving(task: TaskId, file: Artifact = OFFER, as = everyRole(LENA)): GiveFile {
  return { type: 'give-file', task, as, file }
}

function deciding(world: TestRun, answer: TaskAnswer, files: AnswerTask['files']): AnswerTask {
  return { ...world.answering(world.openTask('a').id, answer), ...(files === undefined ? {} : { files }) }
}

function named({ name, sha256 }: Artifact) {
  return { name, sha256 }
}

/** A run in which Lena gave the offer and decided with it. */
function decidedWith(world: TestRun, answer: TaskAnswer): TestRun {
  world.send(giving(world.openTask('a').id))
  world.send(deciding(world, answer, [named(OFFER)]))
  return world
}

describe('giving a file for a task', () => {
  it('[TA35] is for whoever may decide it; the same file again changes nothing', () => {
    const world = byHand()
    const task = world.openTask('a').id
    expect(world.send(giving(task, OFFER, approver(LENA)))).toMatchObject([
      { type: 'task-file-given', stage: 'a', task, by: LENA, role: 'approver', file: OFFER },
    ])
    expect(world.openTask('a').given).toEqual([{ ...OFFER, by: LENA }])
    expect(world.send(giving(task, OFFER, approver(LENA)))).toEqual([])
    expect(world.refused(giving(task, OFFER, approver(TOM)))).toMatchObject({ code: 'task-not-yours' })
    expect(world.refused(giving('run-1.x.1' as TaskId))).toMatchObject({ code: 'task-unknown' })
    world.send({ type: 'claim-task', task, as: approver(LENA) })
    expect(world.refused(giving(task, OFFER, everyRole(TOM)))).toMatchObject({ code: 'task-claimed' })
    world.send(deciding(world, APPROVE, undefined))
    expect(world.refused(giving(task, MADE))).toMatchObject({ code: 'task-decided' })
  })

  it('[TA35] says all that is wrong with it, and is bounded for each person', () => {
    const world = byHand()
    const task = world.openTask('a').id
    expect(world.refused(giving(task, aFile('a/b', { size: FILE_BYTES_MAX + 1 })))).toEqual({
      code: 'file-invalid',
      problems: [
        'The name of a file has no slash in it. Leave out the folders.',
        'The file is 10485761 bytes large; at most 10485760 fit. Say in the note where it can be found instead.',
      ],
    })
    world.send(giving(task, aFile('whole.pdf', { size: FILE_BYTES_MAX })))
    for (let index = 1; index < 40; index += 1) world.send(giving(task, aFile(`${index}.txt`)))
    expect(world.refused(giving(task, aFile('one more.txt')))).toEqual({ code: 'files-full', filesMax: 40 })
    expect(world.send(giving(task, OFFER, everyRole(TOM)))).toHaveLength(1)
  })

  it('[TA35] is not for an audit', () => {
    const world = aRun(aPlan([aStage('a', { gate: { ...GATE, auditRate: 1 } })]))
    world.perform('a')
    const audit = world.stage('a').tasks[0]
    expect(audit?.reason).toBe('audit')
    expect(world.refused(giving(audit?.id ?? ('' as TaskId)))).toEqual({ code: 'files-not-taken', answer: 'edit' })
  })

  it('[TA38] the name is one part of a path that reads as it is', () => {
    for (const name of ['offer.pdf', 'Angebot für Šárka – 2.pdf', '.env', '请求.txt', `${'a'.repeat(251)}.txt`]) {
      expect(fileNameProblem(name)).toBeUndefined()
    }
    for (const name of ['', '.', '..']) expect(fileNameProblem(name)).toMatch(/no name/)
    for (const name of ['a/b', 'a\\b', '/']) expect(fileNameProblem(name)).toMatch(/no slash/)
    for (const hidden of ['\0', '\n', '\x7f', '\u202e', '\u2066', '\u200f', '\u2028', '\ud800']) {
      expect(fileNameProblem(`a${hidden}b`)).toMatch(/hidden characters/)
    }
    expect(fileNameProblem('ä'.repeat(128))).toBe('The name is 256 bytes long; at most 255 fit. Use a shorter one.')
  })

  it('[TA38] what it is follows from its end', () => {
    expect(mediaTypeOf('A.PDF')).toBe('application/pdf')
    expect(mediaTypeOf('a.tar.gz')).toBe('application/octet-stream')
    expect(mediaTypeOf('txt')).toBe('application/octet-stream')
  })
})

describe('deciding with files', () => {
  it('[TA36] names only what this person gave for this very task', () => {
    const world = byHand()
    const task = world.openTask('a').id
    world.send(giving(task))
    world.send(giving(task, MADE, everyRole(TOM)))
    expect(
      world.refused(deciding(world, APPROVE, [named(OFFER), named(MADE), { name: 'offer.pdf', sha256: 'x' }])),
    ).toEqual({
      code: 'files-invalid',
      problems: [
        { pointer: '/2', message: 'There are two files "offer.pdf". Leave one out, or rename it.' },
        { pointer: '/1', message: 'You have not given "made.csv" for this task. Give it again.' },
        { pointer: '/2', message: 'You have not given "offer.pdf" for this task. Give it again.' },
      ],
    })
    world.send(deciding(world, APPROVE, [named(OFFER)]))
    const other = { ...world.answering(world.openTask('b').id, APPROVE), files: [named(OFFER)] }
    expect(world.refused(other)).toMatchObject({ code: 'files-invalid', problems: [{ pointer: '/0' }] })
  })

  it('[TA36] at most ten of them', () => {
    const world = byHand()
    const files = Array.from({ length: 11 }, (_, index) => aFile(`${index}.txt`))
    for (const file of files) world.send(giving(world.openTask('a').id, file))
    expect(world.refused(deciding(world, APPROVE, files.map(named)))).toEqual({
      code: 'files-invalid',
      problems: [{ pointer: '', message: 'There are 11 files; at most 10 go with one decision. Leave some out.' }],
    })
    expect(world.send(deciding(world, APPROVE, files.slice(1).map(named)))).toMatchObject([
      { type: 'task-answered', files: files.slice(1) },
      { type: 'stage-settled' },
      { type: 'stage-ready' },
      { type: 'task-opened' },
    ])
  })

  it('[TA36] not with an answer that hands nothing on; no files at all go with any', () => {
    for (const answer of [REJECT, RETRY]) {
      const world = unsure()
      world.send(giving(world.openTask('a').id))
      expect(world.refused(deciding(world, answer, [named(OFFER)]))).toEqual({
        code: 'files-not-taken',
        answer: answer.type,
      })
      expect(world.send(deciding(world, answer, []))[0]).not.toHaveProperty('files')
    }
  })

  it('[TA37] they are handed on after those of the machine, whether its answer was approved or changed', () => {
    for (const answer of [APPROVE, edit({ label: 'person' })]) {
      const { run, openTask } = decidedWith(unsure(), answer)
      const artifacts = [MADE, OFFER]
      expect(handoffFrom(run, 'a' as StageId)).toMatchObject({
        artifacts: artifacts.map(({ mediaType, ...rest }) => ({ ...rest, media_type: mediaType })),
      })
      const found = findTask(run, openTask('b').id)
      expect(found && taskEvidence(run, found).handoffs).toMatchObject([{ artifacts }])
    }
    expect(handoffFrom(decidedWith(byHand(), APPROVE).run, 'a' as StageId)).toMatchObject({
      artifacts: [{ name: 'offer.pdf' }],
    })
  })

  it('[TA37] they stand on the receipt', () => {
    const receipts = receiptsOf(decidedWith(unsure(), APPROVE))
    expect(receipts).toMatchObject([
      { artifacts: [MADE, OFFER].map(({ name, size, sha256 }) => ({ name, size, sha256 })) },
    ])
  })

  it('[TA37] the log tells who gave what, and what went with the decision', () => {
    const { run, history } = decidedWith(byHand(), { type: 'approve', note: 'As agreed.' })
    const texts = logLines(retell(run.plan, history)).map(({ text }) => text)
    expect(texts).toContain('gave the file offer.pdf for a')
    expect(texts).toContain('approved, with offer.pdf: As agreed.')
  })

  it('[TA37] what was seen is named without them', () => {
    const world = byHand()
    const task = world.openTask('a').id
    const seen = seenIn(world.run, task)
    world.send(giving(task))
    expect(seenIn(world.run, task)).toBe(seen)
  })

  it('[TA37] a replayed and a restored run have the same', () => {
    const world = decidedWith(unsure(), edit({ label: 'person' }))
    const { run, history } = world
    expect(replay(run.plan, history)).toEqual(run)
    const factAt = (seq: number) => history[seq - 1] ?? ({ at: timestamp(0) } as never)
    const sources = { plan: run.plan, started: history[0] as StartEvent, factAt }
    expect(fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(run))), sources)).toEqual(run)
  })

  it('[TA39] a file is found where a stage hands it on, and for a task where it is shown', () => {
    const world = unsure()
    const task = world.openTask('a').id
    world.send(giving(task))
    const waiting = findTask(world.run, task)
    expect(waiting && findEvidence(world.run, waiting, MADE.sha256)).toEqual(MADE)
    expect(findArtifact(world.run, OFFER.sha256)).toBeUndefined()
    world.send(deciding(world, APPROVE, [named(OFFER)]))
    expect(findArtifact(world.run, OFFER.sha256)).toEqual(OFFER)
    expect(findArtifact(world.run, 'x')).toBeUndefined()
    const next = findTask(world.run, world.openTask('b').id)
    expect(next && findEvidence(world.run, next, OFFER.sha256)).toEqual(OFFER)
    expect(next && findEvidence(world.run, next, 'x')).toBeUndefined()
  })
})
