import type { RunStatus } from '../../core/run/run.ts'
import type { StageStatus } from '../../core/run/stage-run.ts'
import { Icon } from '../icons/icon.tsx'
import type { StateLook } from '../words/states.ts'
import { RUN_STATES, STAGE_STATES } from '../words/states.ts'
import { Tag } from './tag.tsx'
import './state.css'

export function StageState({ status }: { readonly status: StageStatus }) {
  return <State look={STAGE_STATES[status]} />
}

export function RunState({ status }: { readonly status: RunStatus }) {
  return <State look={RUN_STATES[status]} />
}

/** Icon, word and colour. */
export function State({ look }: { readonly look: StateLook }) {
  return (
    <span className={`state ${look.tone}`}>
      <Icon name={look.icon} />
      {look.word}
    </span>
  )
}

/** The same with a soft fill, beside the title of a page. */
export function RunStateTag({ status }: { readonly status: RunStatus }) {
  const { icon, tone, word } = RUN_STATES[status]
  return (
    <Tag icon={icon} tone={tone}>
      {word}
    </Tag>
  )
}
