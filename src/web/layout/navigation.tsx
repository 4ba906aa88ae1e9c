import { Link } from '@tanstack/react-router'
import { useHome } from '../data/home.ts'
import type { Connection } from '../data/use-live-data.ts'
import { Icon } from '../icons/icon.tsx'
import { Logo } from '../icons/logo.tsx'
import type { IconName } from '../icons/shapes.tsx'
import { LookSwitch } from './look-switch.tsx'
import './navigation.css'

export function Navigation({ connection }: { readonly connection: Connection }) {
  const openTasks = useHome().data?.openTasks ?? 0
  return (
    <nav className="navigation" aria-label="Main">
      <Link to="/" className="navigation-brand" aria-label="WorkCharts, home">
        <Logo />
        <span className="navigation-word" aria-hidden="true">
          WorkCharts
        </span>
      </Link>
      <ul className="navigation-items">
        <Item to="/" icon="home" word="Home" />
        <Item to="/workcharts" icon="charts" word="WorkCharts" />
        <Item to="/runs" icon="runs" word="Runs" />
        <Item to="/triggers" icon="clock" word="Triggers" />
        <Item to="/inbox" icon="inbox" word="Inbox" waiting={openTasks} />
        <Item to="/skills" icon="skills" word="Skills" />
        <Item to="/context" icon="layers" word="Knowledge" />
        <Item to="/settings" icon="tool" word="Settings" />
      </ul>
      <div className="navigation-foot">
        <LookSwitch />
        <p className="navigation-you" title="You, the local owner: every role">
          <span className="navigation-face" aria-hidden="true">
            <Icon name="person" size="small" />
          </span>
          <span className="navigation-word">You, every role</span>
        </p>
        <Health connection={connection} />
      </div>
    </nav>
  )
}

interface ItemProps {
  readonly to: '/' | '/workcharts' | '/runs' | '/triggers' | '/inbox' | '/skills' | '/context' | '/settings'
  readonly icon: IconName
  readonly word: string
  /** Tasks that wait. */
  readonly waiting?: number
}

function Item({ to, icon, word, waiting = 0 }: ItemProps) {
  return (
    <li>
      <Link
        to={to}
        className="navigation-item"
        activeOptions={{ exact: to === '/', includeSearch: false }}
        title={word}
      >
        <Icon name={icon} />
        <span className="navigation-word">{word}</span>
        {waiting === 0 ? null : (
          <span className="count count-warm navigation-count">
            {waiting}
            <span className="hidden-visually"> open tasks</span>
          </span>
        )}
      </Link>
    </li>
  )
}

const HEALTH = {
  connecting: { icon: 'running', tone: 'cool', words: 'Connecting' },
  live: { icon: 'done', tone: 'ok', words: 'Engine running, live' },
  lost: { icon: 'failed', tone: 'bad', words: 'No connection' },
} as const satisfies Record<Connection['type'], object>

function Health({ connection }: { readonly connection: Connection }) {
  const { icon, tone, words } = HEALTH[connection.type]
  return (
    <p className="navigation-health" title={words}>
      <Icon name={icon} size="small" tone={tone} />
      <span className="navigation-word">{words}</span>
    </p>
  )
}
