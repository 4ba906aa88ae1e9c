import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import { leftOutName } from '../derive/left-out-name.ts'

/** Of memory there may be thousands; the first say what kind of thing has no room. */
const SHOWN_MAX = 10

/** What a stage is not given, and why. */
export function LeftOut({ context }: Pick<PlannedStage, 'context'>) {
  const { omitted } = context
  if (omitted.length === 0) return null
  return (
    <div>
      <p className="warm">Left out</p>
      <ul className="soft">
        {omitted.slice(0, SHOWN_MAX).map((each) => (
          <li key={`${each.ref} ${each.memoryId}`}>
            <b>{leftOutName(context, each)}</b> {each.reason}
          </li>
        ))}
      </ul>
      {omitted.length > SHOWN_MAX ? <p className="soft">And {omitted.length - SHOWN_MAX} more.</p> : null}
    </div>
  )
}
