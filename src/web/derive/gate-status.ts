import type { GateRow, GateStatus } from '../../api/contract/gates.ts'
import type { IconName } from '../icons/shapes.tsx'
import type { ReaderZone } from './clock-words.ts'
import { shortDay } from './clock-words.ts'
import { inHundred } from './gate-steps.ts'
import { counted, countWords } from './number-words.ts'

/** How far a promise is, in two parts: the few words that fit a node, and what makes a sentence of them. */
export interface StatusWords {
  readonly icon: IconName
  readonly tone: 'ok' | 'warm' | 'bad'
  readonly short: string
  readonly more: string
}

export function statusWords(status: GateStatus): StatusWords {
  switch (status.type) {
    case 'certified':
      return {
        icon: 'seal',
        tone: 'ok',
        short: 'Certified',
        more: `for the last ${counted(status.certificate.of, 'checked answer')}`,
      }
    case 'gathering':
      return { icon: 'people', tone: 'warm', short: neededWords(status.needed), more: checkedWords(status) }
    case 'impossible':
      return { icon: 'failed', tone: 'bad', short: 'Can not be met', more: whyNot(status) }
  }
}

function neededWords(needed: number | null): string {
  return needed === null ? 'Needs more reviews' : `Needs ${counted(needed, 'more review')}`
}

function checkedWords({ checked, waiting }: Extract<GateStatus, { readonly type: 'gathering' }>): string {
  const so = checked === 0 ? 'none was checked yet' : `${countWords(checked)} checked so far`
  return waiting === 0 ? so : `${so}, ${countWords(waiting)} waiting for a person`
}

function whyNot({ why, wrong, of }: Extract<GateStatus, { readonly type: 'impossible' }>): string {
  return why === 'no-confidence'
    ? 'its answers do not say how sure they are'
    : `${countWords(wrong)} of its ${countWords(of)} surest answers were wrong`
}

/** In one sentence: `Certified for the last 352 checked answers`. */
export function statusSentence(status: GateStatus): string {
  const { short, more } = statusWords(status)
  return `${short}${LINKS[status.type]}${more}`
}

const LINKS = {
  certified: ' ',
  gathering: ', ',
  impossible: ': ',
} as const satisfies Record<GateStatus['type'], string>

type End = NonNullable<Extract<GateStatus, { readonly type: 'gathering' }>['ended']>

const CHANGED = {
  model: 'The model',
  skill: 'The skill',
  reviewer: 'Whoever looks at the answers',
  stage: 'The stage',
} as const satisfies Record<Extract<End, { readonly type: 'changed' }>['what'], string>

/** Why a certificate ended: `The model changed from a to b on 12 Nov.` */
export function endWords(end: End, zone: ReaderZone): string {
  const day = shortDay(Date.parse(end.at), zone)
  switch (end.type) {
    case 'changed':
      return `${CHANGED[end.what]} changed${fromTo(end)} on ${day}.`
    case 'alarm':
      return `Checks found more wrong than was promised on ${day}: ${countWords(end.wrong)} of ${countWords(end.of)}.`
    case 'expired':
      return `The certificate ran out on ${day}.`
  }
}

function fromTo({ from, to }: Extract<End, { readonly type: 'changed' }>): string {
  if (from === null || to === null) return to === null ? '' : ` to ${to}`
  return ` from ${from} to ${to}`
}

/** Null: there is a certificate, or there never was one. */
export function endOf(status: GateStatus): End | null {
  return status.type === 'gathering' ? status.ended : null
}

/** What can be said of a limit that somebody sets: what is certified holds from its own limit on. */
export function limitStatus(status: GateStatus, limit: number): StatusWords {
  if (status.type !== 'certified' || limit >= status.certificate.limit) return statusWords(status)
  const from = Math.ceil(inHundred(status.certificate.limit) * 100) / 100
  return { icon: 'warn', tone: 'warm', short: 'Not certified', more: `only from ${from} % sure on` }
}

/** A percentage of somebody's own promises nothing, whatever a target would come to. */
export function promisedStatus({ setting, status }: Pick<GateRow, 'setting' | 'status'>): GateStatus | null {
  return setting.kind === 'target-error' ? status : null
}

/** `at most 5 wrong in 100`, `asks below 85 %`, `no limit` */
export function aimWords({ setting }: Pick<GateRow, 'setting'>): string {
  switch (setting.kind) {
    case 'none':
      return 'no limit'
    case 'threshold':
      return `asks below ${inHundred(setting.threshold)} %`
    case 'target-error':
      return `at most ${inHundred(setting.target)} wrong in 100`
  }
}

/** What one run of the whole may let through: `At most 7 wrong in 100 runs: 2 stages together`. */
export function togetherWords({ atMost, stages }: { readonly atMost: number; readonly stages: number }): string {
  return `At most ${wrongAtMost(atMost)} wrong in 100 runs: ${counted(stages, 'stage')} together`
}

/** So many in 100 at most, rounded up: a bound that looks better than it is would be none. */
export function wrongAtMost(share: number): string {
  return String(Math.ceil(Number((share * 1_000).toPrecision(6))) / 10)
}

/** So many in 100 as were found. */
export function wrongFound(share: number): string {
  const tenths = Math.round(share * 1_000) / 10
  return share > 0 && tenths === 0 ? 'under 0.1' : String(tenths)
}
