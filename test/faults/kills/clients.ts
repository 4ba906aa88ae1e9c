import { setTimeout as wait } from 'node:timers/promises'
import { pick } from '../../support/seeded.ts'
import { nextFiringAsk, nextMinute } from '../firings/firing-ask.ts'
import type { EngineProcess } from './engine-process.ts'
import { concludingAnswer, nextWish } from './next-wish.ts'
import type { Outside } from './outside.ts'
import { writeDown } from './outside.ts'
import type { OpenRun, OpenTask, Promised, Reply, WishAsk } from './protocol.ts'

/** Clients that ask at the same time, each waiting for its answer before it asks again. */
const CLIENTS = 8
/** Between an answer and the next wish, milliseconds. */
const THINK_MS_MAX = 5
/** Between two looks at what is open, milliseconds. */
const LOOK_MS = 6
/** The newest promises, and as many of the others, are looked up again after each restart. */
const PROMISES_CHECKED = 4

/** Between two asks about triggers: their runs have to keep up. */
const FIRING_MS_MAX = 25

/** Loads a process with wishes until it ends. */
export async function loadUntilItEnds(outside: Outside, engine: EngineProcess): Promise<void> {
  const clients = Array.from({ length: CLIENTS }, () => wishOnAndOn(outside, engine))
  await Promise.all([lookOnAndOn(outside, engine), fireOnAndOn(outside, engine), ...clients])
}

async function wishOnAndOn(outside: Outside, engine: EngineProcess): Promise<void> {
  while ((await tell(outside, engine, nextWish(outside))) !== undefined) await wait(outside.random() * THINK_MS_MAX)
}

/** Undefined: the process ended first. */
async function tell(outside: Outside, engine: EngineProcess, ask: WishAsk): Promise<Reply | undefined> {
  const reply = await engine.ask(ask)
  writeDown(outside, ask, reply)
  return reply
}

async function fireOnAndOn(outside: Outside, engine: EngineProcess): Promise<void> {
  while (await fire(outside, engine)) await wait(outside.random() * FIRING_MS_MAX)
}

/** False: the process ended first. What had no answer is asked again, and only then something else. */
async function fire({ firings, random }: Outside, engine: EngineProcess): Promise<boolean> {
  const ask = firings.unanswered ?? nextFiringAsk(firings.soFar, random)
  firings.asked.push(ask)
  firings.unanswered = ask
  if ((await engine.ask({ type: 'fire', ask }))?.type !== 'done') return false
  firings.answered.push(ask)
  firings.unanswered = undefined
  return true
}

/** What had no answer, and a last minute: then every instant is decided. */
async function concludeFirings(outside: Outside, engine: EngineProcess): Promise<boolean> {
  const { firings } = outside
  if (firings.unanswered !== undefined && !(await fire(outside, engine))) return false
  firings.unanswered = nextMinute(firings.soFar)
  return await fire(outside, engine)
}

async function lookOnAndOn(outside: Outside, engine: EngineProcess): Promise<void> {
  while ((await look(outside, engine)) !== undefined) await wait(LOOK_MS)
}

interface Sight {
  readonly tasks: readonly OpenTask[]
  readonly runs: readonly OpenRun[]
}

async function look(outside: Outside, engine: EngineProcess): Promise<Sight | undefined> {
  const sight = await engine.ask({ type: 'look' })
  if (sight?.type !== 'sight') return undefined
  outside.tasks = sight.tasks
  outside.runs = sight.runs
  return sight
}

/**
 * Looks up the newest promises and some of the others, as the first thing that a new process is asked. Returns how many
 * it found out about.
 */
export async function checkPromises(outside: Outside, engine: EngineProcess): Promise<number> {
  await resolveDoubts(outside, engine)
  const all = [...outside.promises.values()]
  if (all.length === 0) return 0
  const some = Array.from({ length: PROMISES_CHECKED }, () => pick(all, outside.random))
  const checked = await Promise.all(
    [...all.slice(-PROMISES_CHECKED), ...some].map((promised) => check(outside, engine, promised)),
  )
  return checked.filter((known) => known).length
}

/** Finds out what became of what the last process took to its grave, before anybody sends it again. */
async function resolveDoubts(outside: Outside, engine: EngineProcess): Promise<void> {
  const wishes = outside.unanswered.splice(0)
  for (const wish of wishes) {
    if (wish.type !== 'start' && wish.type !== 'answer') continue
    const command = wish.type === 'start' ? null : wish.command
    const reply = await engine.ask({ type: 'find', run: wish.run, command })
    if (reply?.type === 'found') outside.graves[reply.isStored ? 'stored' : 'empty'] += 1
  }
  outside.doubtful.push(...wishes)
}

async function check(outside: Outside, engine: EngineProcess, { run, version, digest }: Promised): Promise<boolean> {
  const found = await engine.ask({ type: 'digest', run, version })
  if (found?.type !== 'digest') return false
  const isKept = found.digest !== null && (digest === null || found.digest === digest)
  if (!isKept)
    outside.violations.push(`${run}: its first ${version} facts, promised before a kill, are not there after it`)
  return true
}

/** Answers whatever asks, until no run is open any more. False: some still are after `withinMs`. */
export async function conclude(outside: Outside, engine: EngineProcess, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs
  if (!(await concludeFirings(outside, engine))) return false
  while (performance.now() < until) {
    const sight = await look(outside, engine)
    if (sight === undefined) return false
    if (sight.runs.length + sight.tasks.length === 0 && (await isQuiet(engine))) return true
    const paused = sight.runs.filter(({ status }) => status === 'paused')
    const resumed = paused.map(({ run }) => tell(outside, engine, { type: 'resume', run }))
    const answered = sight.tasks.map((task) => tell(outside, engine, concludingAnswer(outside, task)))
    await Promise.all([...resumed, ...answered, wait(LOOK_MS)])
  }
  return false
}

async function isQuiet(engine: EngineProcess): Promise<boolean> {
  const rest = await engine.ask({ type: 'rest' })
  return rest?.type === 'rest' && rest.isQuiet
}
