import type { RunEvent } from '../../src/core/run/run-event.ts'
import type { AttemptRef } from '../../src/engine/delivery.ts'
import type { AppendOutcome, Store, Transition } from '../../src/engine/store.ts'
import { StoreError } from '../../src/engine/store.ts'
import type { Timeline } from './timeline.ts'
import type { World } from './world.ts'

const WRITE_MS_MAX = 30
const FULL_MS_MAX = 90_000
/** A full disk says no at once. */
const REFUSAL_MS = 1
/** With a pause of 50 ms, and a few clients besides, it is asked less often. */
const REFUSALS_MAX = 200

/** How the store of one process knows about it. */
export interface StoreOwner {
  readonly name: string
  /** Nothing of a process that is gone reaches the disk, and nothing reaches it any more. */
  readonly isGone: () => boolean
  readonly crash: () => void
}

/** The disk as one process sees it: slow, sometimes full, sometimes silent about what it did. */
export function createSimulatedStore(world: World, owner: StoreOwner): Store {
  const { disk } = world
  return {
    append: (transitions) => append(world, owner, transitions),
    findRun: (id) => read(world, owner, () => disk.findRun(id)),
    history: (id, which) => read(world, owner, () => disk.history(id, which)),
    findPlan: (digest) => read(world, owner, () => disk.findPlan(digest)),
    due: (question) => read(world, owner, () => disk.due(question)),
    spentSince: (question) => read(world, owner, () => disk.spentSince(question)),
    listGateLines: (workflow, stage) => read(world, owner, () => disk.listGateLines(workflow, stage)),
    gateAnswers: (line, after) => read(world, owner, () => disk.gateAnswers(line, after)),
    turnedAnswers: (question) => read(world, owner, () => disk.turnedAnswers(question)),
    auditSecret: () => read(world, owner, () => disk.auditSecret()),
  }
}

async function read<T>(
  { timeline, faults, note }: World,
  { name, isGone }: StoreOwner,
  ask: () => Promise<T>,
): Promise<T> {
  timeline.stir()
  if (isGone()) return await new Promise(() => undefined)
  if (!faults.strikes('a read that fails')) return await ask()
  note(`${name} a read fails`)
  throw new Error('The disk could not be read')
}

type Outcomes = readonly AppendOutcome[]

async function append(world: World, owner: StoreOwner, transitions: readonly Transition[]): Promise<Outcomes> {
  const { timeline, chance, faults, diskState } = world
  diskState.underWay += 1
  await passes(timeline, isFull(world) ? REFUSAL_MS : chance.from(0, WRITE_MS_MAX))
  if (faults.strikes('a crash before a write')) owner.crash()
  if (owner.isGone()) return await unheard(world)
  const failure = failureOf(world)
  if (failure !== undefined) return fail(world, owner, { failure, transitions })
  const outcomes = write(world, owner, transitions)
  if (faults.strikes('a crash between a write and its answer')) owner.crash()
  await passes(timeline, chance.from(0, WRITE_MS_MAX))
  if (owner.isGone()) return await unheard(world)
  diskState.underWay -= 1
  return await outcomes
}

function isFull({ timeline, diskState }: World): boolean {
  return timeline.now() <= diskState.fullUntil
}

function passes(timeline: Timeline, ms: number): Promise<void> {
  timeline.stir()
  return new Promise((resolve) => {
    timeline.after(ms, resolve)
  })
}

function unheard({ diskState }: World): Promise<never> {
  diskState.underWay -= 1
  return new Promise(() => undefined)
}

interface Failing {
  readonly failure: Failure
  readonly transitions: readonly Transition[]
}

function fail(world: World, owner: StoreOwner, { failure, transitions }: Failing): never {
  if (failure.isWritten) void write(world, owner, transitions)
  world.note(`${owner.name} a write fails: ${failure.outcome}`)
  world.diskState.underWay -= 1
  throw new StoreError(failure.outcome, new Error('simulated'))
}

interface Failure {
  readonly outcome: StoreError['outcome']
  readonly isWritten: boolean
}

function failureOf(world: World): Failure | undefined {
  const { timeline, chance, faults, diskState } = world
  if (!isFull(world) && faults.strikes('a full disk'))
    diskState.fullUntil = timeline.now() + chance.from(0, FULL_MS_MAX)
  if (isFull(world)) {
    countRefusal(world)
    return { outcome: 'full', isWritten: false }
  }
  if (faults.strikes('an unknown outcome that was written')) return { outcome: 'unknown', isWritten: true }
  if (faults.strikes('an unknown outcome that was not written')) return { outcome: 'unknown', isWritten: false }
  return undefined
}

/** A disk that is full is not asked again without a pause: whoever does that does nothing else. */
function countRefusal({ timeline, diskState, breaches }: World): void {
  const second = Math.floor(timeline.now() / 1_000)
  diskState.refusals = diskState.refusedIn === second ? diskState.refusals + 1 : 1
  diskState.refusedIn = second
  if (diskState.refusals === REFUSALS_MAX)
    breaches.push(`the full disk was asked ${REFUSALS_MAX} times within a second`)
}

/** The store in memory has written when its `append` returns. */
function write(world: World, { name }: StoreOwner, transitions: readonly Transition[]): Promise<Outcomes> {
  const before = transitions.map(({ run }) => run?.expected)
  const outcomes = world.disk.append(transitions)
  void outcomes.then((all) => {
    all.forEach((outcome, index) => {
      const transition = transitions[index]
      if (transition === undefined) return
      world.note(`${name} ${outcome.type} ${nameOf(transition)} after ${before[index] ?? '-'}`)
      if (outcome.type === 'appended') remember(world, transition)
      else world.faults.saw('a write that another one overtakes')
    })
  })
  return outcomes
}

function nameOf({ run, firings = [], triggers }: Transition): string {
  const facts = run === undefined ? [] : [`${run.row.id}: ${run.events.map(factName).join(' ')}`]
  const fired = firings.map(({ trigger, instant, outcome }) => `${trigger}@${instant} ${outcome.type}`)
  return [...facts, ...fired, ...(triggers ?? []).map(({ id, nextFireAt }) => `${id} next ${nextFireAt}`)].join(', ')
}

function factName(event: RunEvent): string {
  return 'stage' in event ? `${event.type}(${event.stage})` : event.type
}

function remember({ versions, begun, faults }: World, { run }: Transition): void {
  if (run === undefined) return
  versions.set(run.row.id, run.expected + run.events.length)
  run.events.forEach((event, index) => {
    if (event.type === 'attempt-late') faults.saw('a result that comes late')
    if (event.type === 'attempt-begun')
      begun.add(attemptName({ run: run.row.id, stage: event.stage, fence: run.expected + index + 1 }))
  })
}

export function attemptName({ run, stage, fence }: AttemptRef): string {
  return `${run} ${stage} ${fence}`
}
