import { Button } from '@mantine/core'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { OfferedButton } from '../../derive/offered-buttons.ts'
import { offeredButtons } from '../../derive/offered-buttons.ts'
import { Icon } from '../../icons/icon.tsx'
import { ANSWER_ICONS, answerLookOf } from '../../words/answers.ts'
import type { Decision } from './use-decision.ts'
import './decision.css'

export interface DecisionButtonsProps {
  readonly detail: TaskDetail
  readonly decision: Decision
}

/** Each answer with its exact effect below it. */
export function DecisionButtons({ detail, decision }: DecisionButtonsProps) {
  const buttons = offeredButtons({ task: detail, isChanged: decision.view.isChanged, editEffect: decision.editEffect })
  return (
    <div className="decision-buttons">
      {buttons.map((button) => (
        <div key={button.type}>
          <div className="row">
            <AnswerButton button={button} label={answerLookOf(detail, button.type).label} decision={decision} />
            {button.isEmphasised ? <kbd>{SEND_KEY}</kbd> : null}
          </div>
          <p className="tiny soft" id={`effect-${button.type}`}>
            {button.effect}
          </p>
        </div>
      ))}
    </div>
  )
}

const SEND_KEY = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘↵' : 'Ctrl ↵'

export interface AnswerButtonProps {
  readonly button: OfferedButton
  readonly label: string
  readonly decision: Pick<Decision, 'send' | 'isSending' | 'isOutdated'>
}

export function AnswerButton({ button, label, decision }: AnswerButtonProps) {
  return (
    <Button
      variant={variantOf(button)}
      leftSection={<Icon name={ANSWER_ICONS[button.type]} />}
      disabled={!button.isUsable || decision.isOutdated || decision.isSending}
      aria-describedby={`effect-${button.type}`}
      onClick={() => decision.send(button.type)}
    >
      {label}
    </Button>
  )
}

function variantOf({ type, isEmphasised }: OfferedButton): 'filled' | 'refuse' | 'default' {
  if (isEmphasised) return 'filled'
  return type === 'reject' ? 'refuse' : 'default'
}
