import { counted } from '../derive/number-words.ts'
import { percentWords } from '../derive/percent.ts'
import type { Share } from '../derive/run-totals.ts'
import './share-bar.css'

/** Who did the stages: cool without a person, warm by a person, and how many stages stand behind it. */
export function ShareBar({ share }: { readonly share: Share | null }) {
  if (share === null) return <span className="faint">not known yet</span>
  return (
    <span className="share">
      <ShareStrip value={share.value} />
      <span className="num nowrap">
        {percentWords(share.value)} <span className="faint">of {counted(share.of, 'stage')}</span>
      </span>
    </span>
  )
}

/** The bar alone, for where the numbers stand beside it. */
export function ShareStrip({ value }: Pick<Share, 'value'>) {
  return (
    <span className="share-bar" aria-hidden="true">
      <i style={{ flexGrow: value }} />
      <b style={{ flexGrow: 1 - value }} />
    </span>
  )
}
