import type { Browser, Page } from 'playwright-core'

/** What the page did for each frame in which the mouse moved. */
export interface Frames {
  /** Of the page's main thread, from the beginning of one frame to that of the next, in ms. */
  readonly scriptMs: readonly number[]
  /** Frames that reached the screen, in one second. */
  readonly presentedPerSecond: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  readonly pid: number
  readonly tid: number
  readonly args: { readonly data?: { readonly type?: string } }
}

/** What runs script: the outermost of them counts once. */
const SCRIPT: ReadonlySet<string> = new Set([
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
  'V8.GCScavenger',
])
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame', 'v8']
const MICROSECONDS = 1_000

/** Traces the page while `move` moves something on it. */
export async function traceFrames(browser: Browser, page: Page, move: () => Promise<void>): Promise<Frames> {
  await browser.startTracing(page, { categories: CATEGORIES })
  await move()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return framesOf(traceEvents)
}

function framesOf(events: readonly TraceEvent[]): Frames {
  const main = mainThread(events)
  const own = events.filter(({ pid, tid }) => pid === main.pid && tid === main.tid)
  const begins = own.filter(({ name }) => name === 'BeginMainThreadFrame').map(({ ts }) => ts)
  const drawn = events.filter(({ name, pid }) => name === 'DrawFrame' && pid === main.pid).length
  const seconds = ((begins.at(-1) ?? 0) - (begins[0] ?? 0)) / MICROSECONDS / 1_000
  return {
    scriptMs: perFrame(
      begins.toSorted((a, b) => a - b),
      outermost(own),
    ),
    presentedPerSecond: drawn / seconds,
  }
}

/** The one of the page: it begins more frames than those of the browser's own pages. */
function mainThread(events: readonly TraceEvent[]): Pick<TraceEvent, 'pid' | 'tid'> {
  const counts = new Map<string, { readonly pid: number; readonly tid: number; count: number }>()
  for (const { name, pid, tid } of events) {
    if (name !== 'BeginMainThreadFrame') continue
    const key = `${pid} ${tid}`
    const found = counts.get(key) ?? { pid, tid, count: 0 }
    counts.set(key, { ...found, count: found.count + 1 })
  }
  const [most] = [...counts.values()].toSorted((left, right) => right.count - left.count)
  if (most === undefined) throw new Error('The page has begun no frame')
  return most
}

function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = 0
  return events
    .filter(({ name, ph }) => ph === 'X' && SCRIPT.has(name))
    .toSorted((left, right) => left.ts - right.ts)
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false
      end = ts + dur
      return true
    })
}

/** Between frames in which the mouse stood still nothing was asked of the page: they do not count. */
function perFrame(begins: readonly number[], scripts: readonly TraceEvent[]): readonly number[] {
  let at = 0
  return begins.flatMap((start, index) => {
    const end = begins[index + 1] ?? Number.POSITIVE_INFINITY
    while (startOf(scripts[at]) < start) at += 1
    const first = at
    while (startOf(scripts[at]) < end) at += 1
    const within = scripts.slice(first, at)
    if (!within.some(({ args }) => args.data?.type === 'mousemove')) return []
    return [within.reduce((sum, { dur = 0 }) => sum + dur, 0) / MICROSECONDS]
  })
}

function startOf(event: TraceEvent | undefined): number {
  return event?.ts ?? Number.POSITIVE_INFINITY
}
