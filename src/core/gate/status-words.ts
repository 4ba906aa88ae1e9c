import type { GateStatus } from './certification/gate-status.ts'

/** Why a gate lets nothing through, as the sentence that people find on its tasks. */
export function whyNothingPasses(status: Exclude<GateStatus, { readonly type: 'certified' }>): string {
  switch (status.type) {
    case 'gathering':
      return gatheringWords(status)
    case 'impossible':
      return status.why === 'no-confidence'
        ? 'It never says how sure it is, so a person decides each answer.'
        : `Of ${status.of} of its surest answers ${status.wrong} were wrong, so a person decides each.`
  }
}

function gatheringWords({ checked, needed, ended }: Extract<GateStatus, { readonly type: 'gathering' }>): string {
  const more = needed === null ? '' : ` About ${needed} more are needed.`
  const why =
    ended?.type === 'alarm'
      ? `Checks found ${ended.wrong} of ${ended.of} answers wrong that had passed, so a person decides each until it is certified again.`
      : `How often its answers are right is not certified: so far people looked at ${checked}.`
  return `${why}${more}`
}
