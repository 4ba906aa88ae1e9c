import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { createInterface } from 'node:readline'
import type { RivalOrder, RivalReport } from './rival-lines.ts'

/** Whatever a process is told it does within milliseconds; after this long it hangs. */
const SILENCE_MS_MAX = 20_000

type ReportOf<T extends RivalReport['type']> = Extract<RivalReport, { readonly type: T }>

/** A process that wants the folder, as the referee sees it. */
export interface Rival {
  readonly pid: number
  readonly tell: (order: RivalOrder) => void
  /** The next report of one of these kinds. Rejects when the process ends, fails or is silent for long instead. */
  readonly hear: <T extends RivalReport['type']>(...types: readonly T[]) => Promise<ReportOf<T>>
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL') => void
  readonly ended: Promise<void>
}

/** What a process has said and nobody has heard yet. */
interface Hearing {
  readonly said: RivalReport[]
  /** Emits `news` for every report and when the process has ended. */
  readonly bell: EventEmitter
  over: boolean
}

export function startRival(program: string, folder: string, log: string): Rival {
  const child = spawn(process.execPath, [program, folder, log], { stdio: ['pipe', 'pipe', 'inherit'] })
  const hearing: Hearing = { said: [], bell: new EventEmitter(), over: false }
  createInterface({ input: child.stdout }).on('line', (line) => {
    hearing.said.push(JSON.parse(line) as RivalReport)
    hearing.bell.emit('news')
  })
  const ended = once(child, 'close').then(() => {
    hearing.over = true
    hearing.bell.emit('news')
  })
  // What is written to a process that was killed meanwhile is lost.
  child.stdin.on('error', () => undefined)
  return {
    pid: child.pid ?? 0,
    tell: (order) => void child.stdin.write(`${order}\n`),
    hear: (...types) => hear(hearing, types),
    signal: (signal) => void child.kill(signal),
    ended,
  }
}

async function hear<T extends RivalReport['type']>(hearing: Hearing, types: readonly T[]): Promise<ReportOf<T>> {
  const { said, bell, over } = hearing
  const isWanted = (report: RivalReport): report is ReportOf<T> => types.some((type) => type === report.type)
  const found = said.find(isWanted)
  if (found !== undefined) {
    said.splice(said.indexOf(found), 1)
    return found
  }
  const failure = said.find((report) => report.type === 'failed')
  if (failure !== undefined || over)
    throw new Error(`A process did not say "${types.join('" or "')}": ${failure?.problem ?? 'it ended'}`)
  await once(bell, 'news', { signal: AbortSignal.timeout(SILENCE_MS_MAX) })
  return await hear(hearing, types)
}
