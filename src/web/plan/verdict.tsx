import { Icon } from '../icons/icon.tsx'

/** Whether a run could start now. */
export function Verdict({ isReady }: { readonly isReady: boolean }) {
  return isReady ? (
    <span className="row row-tight small nowrap ok">
      <Icon name="done" size="small" />
      Can run
    </span>
  ) : (
    <span className="row row-tight small nowrap bad">
      <Icon name="failed" size="small" />
      Can not run yet
    </span>
  )
}
