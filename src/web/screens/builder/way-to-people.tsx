import type { PathStep } from '../../derive/escalation-path.ts'
import './way-to-people.css'

/** Who is asked when, drawn as the path it is. */
export function WayToPeople({ steps }: { readonly steps: readonly PathStep[] }) {
  return (
    <ol className="way-to-people small" aria-label="Who is asked when, as an example">
      {steps.map(({ kind, clock, words }) => (
        <li key={`${clock} ${words}`} className={`way-${kind}`}>
          <b className="num">{clock}</b>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  )
}
