import type { Insights } from '../../api/contract/insights.ts'
import type { ReaderZone } from './clock-words.ts'
import { shortDay } from './clock-words.ts'
import { durationWords } from './duration-words.ts'
import { amountWords, inUnits, microWords } from './insights-money.ts'
import type { Measured } from './interval-words.ts'
import { intervalWords, shareWords } from './interval-words.ts'
import { countWords } from './number-words.ts'

/** A share as the server tells it; of nothing it is not known. */
export type ToldShare = Insights['automation']['share']

/** Null: not known. */
export function measured({ of, share, low, high }: ToldShare): Measured | null {
  return share === null || low === null || high === null ? null : { share, low, high, n: of }
}

/** `74 %`; null: not known. */
export function shareOrNull(told: ToldShare): string | null {
  const known = measured(told)
  return known === null ? null : shareWords(known)
}

/** Texts in the order of columns. */
type Rows = readonly (readonly string[])[]

const UNKNOWN = 'not known'

function shareCells(told: ToldShare): readonly string[] {
  const known = measured(told)
  if (known === null) return [UNKNOWN, '', '0']
  return [shareWords(known), intervalWords(known), countWords(known.n)]
}

type Automation = Insights['automation']

/** More marks would lie upon each other. */
const MARKS_MAX = 4

export interface AutomationDrawing {
  readonly points: readonly { readonly words: string; readonly share: Measured | null }[]
  /** The newest versions, and where they come between the points. */
  readonly marks: readonly { readonly at: number; readonly words: string }[]
  readonly rows: Rows
  readonly label: string
}

export function automationDrawing({ series, versions }: Automation, zone: ReaderZone): AutomationDrawing {
  const points = series.map(({ from, share }) => ({ words: shortDay(Date.parse(from), zone), share: measured(share) }))
  const known = points.filter(({ share }) => share !== null)
  return {
    points,
    marks: versions
      .slice(-MARKS_MAX)
      .map((version) => ({ at: placeIn(series, version.at), words: versionWords(version, versions) })),
    rows:
      known.length === 0
        ? []
        : series.map(({ from, share }) => [shortDay(Date.parse(from), zone), ...shareCells(share)]),
    label: trendWords(known.flatMap(({ share }) => share ?? [])),
  }
}

function placeIn(series: Automation['series'], at: string): number {
  const place = series.findIndex(({ to }) => at < to)
  return place === -1 ? series.length - 1 : place
}

type Version = Automation['versions'][number]

/** The name only where versions of several are marked. */
function versionWords({ workflow, number }: Version, all: readonly Version[]): string {
  const isOne = all.every((each) => each.workflow.id === workflow.id)
  return isOne ? `version ${number}` : `${workflow.name} ${number}`
}

function trendWords(shares: readonly Measured[]): string {
  const [first, last] = [shares[0], shares.at(-1)]
  if (first === undefined || last === undefined) return 'Stages done without a person: nothing is known'
  if (shares.length === 1) return `Stages done without a person: ${shareWords(last)}`
  return `Stages done without a person: ${shareWords(first)} at first, ${shareWords(last)} at last`
}

type Confidence = Insights['confidence']

export interface ConfidenceDrawing {
  readonly groups: readonly { readonly said: number; readonly right: Measured }[]
  readonly rows: Rows
  readonly label: string
}

export function confidenceDrawing({ bins, right }: Confidence): ConfidenceDrawing {
  const groups = bins.flatMap(({ said, agreed }) => {
    const known = measured(agreed)
    return known === null ? [] : [{ said, right: known }]
  })
  return {
    groups,
    rows: bins.map(({ low, high, agreed }) => [
      `${wholePercent(low)} to ${wholePercent(high)} %`,
      ...shareCells(agreed),
    ]),
    label: `How sure answers were against what people found, in ${groups.length} groups of ${countWords(right.of)} judged answers`,
  }
}

function wholePercent(share: number): number {
  return Math.round(share * 100)
}

type CostIn = Insights['costs']['currencies'][number]

export interface CostDrawing {
  readonly bars: readonly { readonly words: string; readonly ai: number | null; readonly people: number | null }[]
  readonly before: { readonly value: number; readonly words: string } | null
  readonly rows: Rows
  readonly label: string
}

export function costDrawing({ currency, series, beforePerSuccess, perSuccess }: CostIn, zone: ReaderZone): CostDrawing {
  const day = (from: string) => shortDay(Date.parse(from), zone)
  const money = (microUnits: number | null) => (microUnits === null ? UNKNOWN : microWords(microUnits, currency))
  const before = inUnits(beforePerSuccess)
  return {
    bars: series.map(({ from, aiPerSuccess, peoplePerSuccess }) => ({
      words: day(from),
      ai: inUnits(aiPerSuccess),
      people: inUnits(peoplePerSuccess),
    })),
    before:
      before === null ? null : { value: before, words: `before: ${amountWords(before, currency)}, your assumption` },
    rows: series.map(({ from, successes, aiPerSuccess, peoplePerSuccess }) => [
      day(from),
      money(aiPerSuccess),
      money(peoplePerSuccess),
      countWords(successes),
    ]),
    label: `What a success cost, by AI and by people: ${money(perSuccess)} on average`,
  }
}

type Decided = Insights['decidedInTime']

export interface DecidedDrawing {
  readonly bins: readonly {
    readonly fromMs: number
    readonly toMs: number | null
    readonly inTime: number
    readonly late: number
  }[]
  /** The deadline of most; null: there is none. */
  readonly deadline: { readonly ms: number; readonly words: string } | null
  readonly lateWords: string
  readonly rows: Rows
}

const MINUTE_MS = 60_000

export function decidedDrawing({ bins, deadlines, share }: Decided): DecidedDrawing {
  const isEmpty = bins.every(({ inTime, late, noDeadline }) => inTime + late + noDeadline === 0)
  const deadline = deadlineOf(deadlines)
  return {
    bins: upToDeadline(bins.map(toTimeBin), deadline?.ms ?? 0),
    deadline,
    lateWords: `${countWords(share.of - share.count)} of ${countWords(share.of)} late`,
    rows: isEmpty ? [] : bins.map(binRow),
  }
}

type TimeBin = DecidedDrawing['bins'][number]

function toTimeBin({ fromMinutes, toMinutes, inTime, late, noDeadline }: Decided['bins'][number]): TimeBin {
  return {
    fromMs: fromMinutes * MINUTE_MS,
    toMs: toMinutes === null ? null : toMinutes * MINUTE_MS,
    inTime: inTime + noDeadline,
    late,
  }
}

/** Where all were quicker, the time that was left has a step of its own: the deadline stands where it is. */
function upToDeadline(bins: readonly TimeBin[], deadlineMs: number): readonly TimeBin[] {
  const end = bins.at(-1)?.toMs ?? null
  if (end === null || end >= deadlineMs) return bins
  return [...bins, { fromMs: end, toMs: deadlineMs, inTime: 0, late: 0 }]
}

function deadlineOf(deadlines: Decided['deadlines']): DecidedDrawing['deadline'] {
  const [first, second] = deadlines
  if (first === undefined) return null
  const ms = first.minutes * MINUTE_MS
  return { ms, words: `${second === undefined ? 'deadline' : 'most often'}, ${durationWords(ms)}` }
}

function binRow({ fromMinutes, toMinutes, inTime, late, noDeadline }: Decided['bins'][number]): readonly string[] {
  const from = fromMinutes === 0 ? '0' : durationWords(fromMinutes * MINUTE_MS)
  const name = toMinutes === null ? `${from} and longer` : `${from} to ${durationWords(toMinutes * MINUTE_MS)}`
  return [name, countWords(inTime), countWords(late), countWords(noDeadline)]
}

type Stalls = Insights['stalls']

export interface StallDrawing {
  readonly points: readonly { readonly words: string; readonly used: number }[]
  readonly rows: Rows
  readonly label: string
}

export function stallDrawing({ series, allowed, share }: Stalls, zone: ReaderZone): StallDrawing {
  const points = series.map(({ from, used }) => ({ words: shortDay(Date.parse(from), zone), used }))
  return {
    points,
    rows:
      share.of === 0
        ? []
        : series.map(({ from, used, ended }) => [
            shortDay(Date.parse(from), zone),
            countWords(used),
            countWords(ended),
          ]),
    label: `${countWords(points.at(-1)?.used ?? 0)} of ${countWords(allowed)} stalls that are allowed`,
  }
}
