import type { RunSummary } from '../../api/contract/runs.ts'
import { stageStrip, stripWords } from '../derive/run-words.ts'
import './stage-strip.css'

/** How far a run is: one block for each stage, in the colour of its state. */
export function StageStrip({ counts }: { readonly counts: RunSummary['counts'] }) {
  const words = stripWords(counts)
  return (
    <span className="stage-strip" role="img" aria-label={words} title={words}>
      {stageStrip(counts).flatMap(({ status, count }) =>
        Array.from({ length: count }, (_, place) => (
          <i key={`${status} ${place}`} className={`stage-strip-${status}`} />
        )),
      )}
    </span>
  )
}
