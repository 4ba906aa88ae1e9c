import type { TaskDetail } from '../../api/contract/task-detail.ts'
import { Icon } from '../icons/icon.tsx'
import { LOG_ICONS } from '../words/log-icons.ts'
import { Moment } from './moment.tsx'
import { PlainText } from './plain-text.tsx'
import './steps.css'

/** What happened, the newest first. */
export function Steps({ steps }: { readonly steps: TaskDetail['history'] }) {
  return (
    <ol className="steps">
      {steps.map(({ id, at, icon, lead, text, aside }) => (
        <li key={id}>
          <Moment at={at} />
          <Icon {...LOG_ICONS[icon]} size="small" />
          <span>
            <b>{lead}</b> <PlainText text={text} /> <span className="faint">{aside}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
