import type { StageTry } from '../../api/contract/run-detail.ts'
import { pointerKeys } from '../../core/basics/json-pointer.ts'
import type { DifferenceWords } from '../../core/compare/difference-words.ts'
import { differenceWords } from '../../core/compare/difference-words.ts'
import { jsonChanges } from '../../core/compare/json-changes.ts'
import { exactDurationWords } from './duration-words.ts'

/** One thing that was tried, and what it gave otherwise than the one before it. */
export interface TryView {
  readonly key: number
  /** `Round 2, try 1` */
  readonly title: string
  /** `answered after 7 s` */
  readonly end: string
  readonly failed: boolean
  /** Null: it gave nothing, or nothing was given before it to compare with. */
  readonly changes: readonly DifferenceWords[] | null
}

export function triesView(tries: readonly StageTry[]): readonly TryView[] {
  return tries.map((one, place) => ({
    key: one.seq,
    title: titleOf(one),
    end: endOf(one),
    failed: one.end === 'failed' || one.end === 'lost',
    changes: changesOf(one, tries.slice(0, place)),
  }))
}

function titleOf({ by, round, attempt }: StageTry): string {
  if (by === 'person') return `Round ${round + 1}, edited by a person`
  return `Round ${round + 1}, ${by === 'reviewer' ? 'second look, ' : ''}try ${attempt}`
}

function endOf({ by, end, error, begunAt, endedAt }: StageTry): string {
  if (by === 'person') return ''
  const took = endedAt === null ? '' : ` after ${exactDurationWords(Date.parse(endedAt) - Date.parse(begunAt))}`
  return error === null ? `${END_WORDS[end]}${took}` : `${END_WORDS[end]}${took}: ${error}`
}

const END_WORDS = {
  answered: 'answered',
  failed: 'failed',
  lost: 'the program stopped',
  none: 'has no end yet',
} as const satisfies Record<StageTry['end'], string>

function changesOf({ gave }: StageTry, before: readonly StageTry[]): TryView['changes'] {
  const last = before.findLast((one) => one.gave !== null)?.gave
  if (gave === null || last == null) return null
  return jsonChanges({ before: last, after: gave }).map((change) => {
    const [name = ''] = pointerKeys(change.pointer)
    const end = change.pointer.indexOf('/', 1)
    return differenceWords('outputs', name, { ...change, pointer: end === -1 ? '' : change.pointer.slice(end) })
  })
}
