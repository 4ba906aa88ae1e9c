import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { counted } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { LogTime } from '../../parts/moment.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { LOG_ICONS } from '../../words/log-icons.ts'
import './run-log.css'

/** What happened as sentences, the newest first. */
export function RunLog({ detail: { log, logOmitted } }: { readonly detail: RunDetail }) {
  return (
    <>
      <ul className="log">
        {log.map(({ id, at, icon, lead, text, aside }) => (
          <li key={id}>
            <span className="mono faint">
              <LogTime at={at} />
            </span>
            <Icon {...LOG_ICONS[icon]} size="small" />
            <span className="grow log-text">
              <b>
                <PlainText text={lead} />
              </b>{' '}
              <PlainText text={text} />
            </span>
            <span className="tiny faint num nowrap">{aside}</span>
          </li>
        ))}
      </ul>
      {logOmitted === 0 ? null : (
        <p className="card-body tiny faint">{counted(logOmitted, 'older line')} left out here.</p>
      )}
    </>
  )
}
