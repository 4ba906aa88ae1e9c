import type { GateRow, GateStatus } from '../../api/contract/gates.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { promiseWords, shareWords } from './gate-words.ts'
import { showInstant } from './times.ts'
import { counted } from './words.ts'

/** `at most 5 wrong in 100`, `asks below 85 %`, `no limit`: as the screens say it. */
export function aimWords({ setting }: Pick<GateRow, 'setting'>): string {
  switch (setting.kind) {
    case 'none':
      return 'no limit'
    case 'threshold':
      return `asks below ${shareWords(setting.threshold)}`
    case 'target-error':
      return promiseWords(setting.target)
  }
}

/** `Certified for the last 352 checked answers: from 81 % sure on`. */
export function statusText(status: GateStatus, timeZone: string): Text {
  switch (status.type) {
    case 'certified': {
      const { of, limit } = status.certificate
      return [
        styled('good', 'Certified'),
        ` for the last ${counted(of, 'checked answer')}: from ${shareWords(limit)} sure on`,
      ]
    }
    case 'gathering':
      return [
        styled('warm', neededWords(status.needed)),
        `, ${checkedWords(status.checked)}`,
        endedWords(status.ended, timeZone),
      ]
    case 'withheld':
      return [styled('warm', 'Held back'), `: only ${status.done} of ${counted(status.due, 'check')} were done`]
    case 'impossible':
      return [styled('bad', 'Can not be met'), `: ${whyNot(status)}`]
  }
}

function neededWords(needed: number | null): string {
  return needed === null ? 'Needs more reviews' : `Needs ${counted(needed, 'more review')}`
}

function checkedWords(checked: number): string {
  return checked === 0 ? 'none was checked yet' : `${checked.toLocaleString('en-US')} checked so far`
}

function whyNot({ why, wrong, of }: Extract<GateStatus, { readonly type: 'impossible' }>): string {
  return why === 'no-confidence'
    ? 'its answers do not say how sure they are'
    : `${wrong} of its ${of} surest answers were wrong`
}

type End = Extract<GateStatus, { readonly type: 'gathering' }>['ended']

/** Why there is no certificate any more. */
function endedWords(ended: End, timeZone: string): string {
  if (ended === null) return ''
  const when = showInstant(ended.at, timeZone)
  switch (ended.type) {
    case 'changed':
      return `. What answers changed (${ended.what}), ${when}`
    case 'alarm':
      return `. Checks found more wrong than was promised: ${ended.wrong} of ${ended.of}, ${when}`
    case 'expired':
      return `. The certificate ran out, ${when}`
  }
}
