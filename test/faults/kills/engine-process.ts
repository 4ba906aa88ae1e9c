import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { OwnerId } from '../../../src/core/run/ids.ts'
import type { Ask, Go, Order, Promised, Reply, Report } from './protocol.ts'
import { parseLine, toLine } from './protocol.ts'

/** A slim engine in a process of its own, as its client sees it. */
export interface EngineProcess {
  readonly pid: number
  /** Lets it open its data folder. Until then it only waits. */
  readonly go: (order: Go) => void
  /** Undefined: the process ended before it had replied. */
  readonly ask: (ask: Ask) => Promise<Reply | undefined>
  /** Resolves when it has replied this often, or has ended. */
  readonly replied: (times: number) => Promise<void>
  /** Asks that have no reply yet. */
  readonly unanswered: () => number
  /** Who it performs as; undefined: it ended before it had opened its store. */
  readonly opened: Promise<OwnerId | undefined>
  /** Resolves when it has looked for what was left behind, or has ended. */
  readonly recovered: Promise<void>
  readonly hasRecovered: () => boolean
  /** SIGKILL. Everything that it had said before is heard when `ended` resolves. */
  readonly kill: () => void
  /** Asks it to end in order. */
  readonly end: () => void
  readonly ended: Promise<void>
  /** What it complained about; a problem of an engine that nobody disturbs is a bug. */
  readonly problems: string[]
}

/** `onStored` is called with every promise that the process looked up in its store. */
export function startEngineProcess(program: string, onStored: (promised: Promised) => void): EngineProcess {
  const child = spawn(process.execPath, [program], { stdio: 'pipe' })
  // What is written to a process that was killed meanwhile is lost, as it would be on a broken connection.
  child.stdin.on('error', () => undefined)
  const hearing = hear(child, onStored)
  let asked = 0
  return {
    pid: child.pid ?? 0,
    go: (order) => void child.stdin.write(toLine(order)),
    ask: (ask) => {
      asked += 1
      return hearing.replyTo(child, { number: asked, ask })
    },
    replied: (times) => hearing.untilReplied(times),
    unanswered: () => hearing.waiting.size,
    opened: hearing.opened.promise,
    recovered: hearing.recovery.promise,
    hasRecovered: () => hearing.recovered,
    kill: () => void child.kill('SIGKILL'),
    end: () => void child.stdin.end(),
    ended: hearing.ended,
    problems: hearing.problems,
  }
}

interface Hearing {
  readonly onStored: (promised: Promised) => void
  readonly waiting: Map<number, (reply: Reply | undefined) => void>
  readonly opened: PromiseWithResolvers<OwnerId | undefined>
  replies: number
  readonly milestones: Set<{ readonly times: number; readonly reached: () => void }>
  readonly untilReplied: (times: number) => Promise<void>
  readonly recovery: PromiseWithResolvers<void>
  recovered: boolean
  over: boolean
  readonly problems: string[]
  readonly ended: Promise<void>
  readonly replyTo: (child: ChildProcessWithoutNullStreams, order: Order) => Promise<Reply | undefined>
}

function hear(child: ChildProcessWithoutNullStreams, onStored: (promised: Promised) => void): Hearing {
  const waiting: Hearing['waiting'] = new Map()
  const hearing: Hearing = {
    onStored,
    waiting,
    opened: Promise.withResolvers(),
    replies: 0,
    milestones: new Set(),
    untilReplied: (times) =>
      new Promise((reached) => {
        hearing.milestones.add({ times, reached })
        passMilestones(hearing)
      }),
    recovery: Promise.withResolvers(),
    recovered: false,
    over: false,
    problems: [],
    ended: untilEnd(child, () => hearing),
    replyTo: ({ stdin }, order) => {
      if (hearing.over) return Promise.resolve(undefined)
      stdin.write(toLine(order))
      return new Promise((resolve) => waiting.set(order.number, resolve))
    },
  }
  createInterface({ input: child.stdout }).on('line', (line) => note(hearing, parseLine<Report>(line)))
  return hearing
}

/** After the last line was heard, whoever still waits is told that there will be no reply. */
async function untilEnd(child: ChildProcessWithoutNullStreams, hearing: () => Hearing): Promise<void> {
  const [complaints, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  const { waiting, opened, recovery, problems } = hearing()
  hearing().over = true
  if (code !== null && code !== 0) problems.push(`It ended with ${code}: ${complaints}`)
  opened.resolve(undefined)
  recovery.resolve()
  for (const resolve of waiting.values()) resolve(undefined)
  waiting.clear()
  passMilestones(hearing())
}

function passMilestones({ milestones, replies, over }: Hearing): void {
  for (const milestone of milestones) {
    if (!over && replies < milestone.times) continue
    milestones.delete(milestone)
    milestone.reached()
  }
}

function note(hearing: Hearing, message: Report): void {
  switch (message.type) {
    case 'reply':
      takeReply(hearing, message.number, message.reply)
      break
    case 'opened':
      hearing.opened.resolve(message.owner)
      break
    case 'stored':
      hearing.onStored(message.promised)
      break
    case 'recovered':
      hearing.recovered = true
      hearing.recovery.resolve()
      break
    case 'problem':
      hearing.problems.push(message.text)
  }
}

function takeReply(hearing: Hearing, number: number, reply: Reply): void {
  hearing.waiting.get(number)?.(reply)
  hearing.waiting.delete(number)
  hearing.replies += 1
  passMilestones(hearing)
}
