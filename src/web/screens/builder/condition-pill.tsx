import { conditionWords } from '../../derive/condition-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { useWiring } from './wiring-context.ts'

/** On which condition a stage is done, on its upper edge. Its own part, so that no other stage is drawn with it. */
export function ConditionPill({ when }: { readonly when: string }) {
  const words = conditionWords(when, useWiring())
  return (
    <span className="canvas-when tiny" title={words}>
      <Icon name="branch" size="small" />
      <span className="clip">{words}</span>
    </span>
  )
}
