import { known } from '../basics/known.ts'
import type { Heading, Part } from './procedure.ts'

/** A heading that no step stands under leads to nothing and is left out. A numbered line is no heading then, but a step. */
export function withoutLonelyHeadings(parts: readonly Part[]): readonly Part[] {
  let under = 0
  const settled: Part[] = []
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = known(parts[at])
    const isLonely = part.type === 'heading' && part.level >= under
    const kept = isLonely ? standingAlone(part) : part
    settled.push(kept)
    if (kept.type === 'step') under = Number.POSITIVE_INFINITY
    else if (part.type === 'heading') under = Math.min(under, part.level)
  }
  return settled.reverse()
}

function standingAlone({ mark, text, at }: Heading): Part {
  return mark === '' ? { type: 'left-out', text, reason: 'lonely-heading', at } : { type: 'step', text, mark, at }
}
