import type { LogLine } from '../../../api/contract/run-detail.ts'
import { lineAnchor } from '../../derive/log-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { LogTime } from '../../parts/moment.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { LOG_ICONS } from '../../words/log-icons.ts'

/** Each line with its time, which is its address too. */
export function LogLines({ lines }: { readonly lines: readonly LogLine[] }) {
  return (
    <ul className="log">
      {lines.map(({ id, at, icon, lead, text, aside }) => (
        <li key={id} id={lineAnchor(id)}>
          <a className="mono faint log-time" href={`#${lineAnchor(id)}`} title="Link to this line">
            <LogTime at={at} />
          </a>
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
  )
}
