import type { GateStatus } from '../../api/contract/gates.ts'
import { statusSentence, statusWords } from '../derive/gate-status.ts'
import { Icon } from '../icons/icon.tsx'

/** How far a promise is, in a few words. */
export function GateStatusWords({ status }: { readonly status: GateStatus }) {
  const { icon, tone, short } = statusWords(status)
  return (
    <span className={`row row-tight small ${tone}`} title={statusSentence(status)}>
      <Icon name={icon} size="small" />
      <span>{short}</span>
    </span>
  )
}
