import { Link } from '@tanstack/react-router'
import type { Session } from '../../api/contract/system.ts'
import { LOCAL_OWNER } from '../../core/people/local-owner.ts'
import type { Right } from '../../core/people/right.ts'
import { roleFor } from '../../core/people/right.ts'
import { ROLES } from '../../core/people/role.ts'
import { ROLE_WORDS } from '../../core/people/role-words.ts'
import { useSession } from '../data/session.ts'
import { useOpenTasks } from '../data/tasks.ts'
import type { Connection } from '../data/use-live-data.ts'
import { Icon } from '../icons/icon.tsx'
import { Logo } from '../icons/logo.tsx'
import type { IconName } from '../icons/shapes.tsx'
import { LookSwitch } from './look-switch.tsx'
import './navigation.css'

export function Navigation({ connection }: { readonly connection: Connection }) {
  const { data: session } = useSession()
  // Until that is known everything is shown: most people see all of it.
  const roles = session?.roles ?? ROLES
  const openTasks = useOpenTasks()
  return (
    <nav className="navigation" aria-label="Main">
      <Link to="/" className="navigation-brand" aria-label="WorkCharts, home">
        <Logo />
        <span className="navigation-word" aria-hidden="true">
          WorkCharts
        </span>
      </Link>
      <ul className="navigation-items">
        {ITEMS.filter(({ right }) => roleFor(right, roles) !== undefined).map(({ to, icon, word }) => (
          <Item key={to} to={to} icon={icon} word={word} waiting={to === '/inbox' ? openTasks : 0} />
        ))}
      </ul>
      <div className="navigation-foot">
        <LookSwitch />
        <You session={session} />
        <Health connection={connection} />
      </div>
    </nav>
  )
}

const ITEMS = [
  { to: '/', icon: 'home', word: 'Home', right: 'work:read' },
  { to: '/workcharts', icon: 'charts', word: 'WorkCharts', right: 'work:read' },
  { to: '/runs', icon: 'runs', word: 'Runs', right: 'work:read' },
  { to: '/triggers', icon: 'clock', word: 'Triggers', right: 'work:read' },
  { to: '/inbox', icon: 'inbox', word: 'Inbox', right: 'tasks:take-part' },
  { to: '/skills', icon: 'skills', word: 'Skills', right: 'work:read' },
  { to: '/context', icon: 'layers', word: 'Knowledge', right: 'work:read' },
  { to: '/insights', icon: 'insights', word: 'Insights', right: 'work:read' },
  { to: '/settings', icon: 'tool', word: 'Settings', right: 'own' },
] as const satisfies readonly {
  readonly to: string
  readonly icon: IconName
  readonly word: string
  readonly right: Right
}[]

/** Who is signed in, and as what. */
function You({ session }: { readonly session: Session | undefined }) {
  if (session === undefined) return null
  const { actor, roles } = session
  const [name, as] =
    actor.id === LOCAL_OWNER.id
      ? ['You', 'every role']
      : [actor.name, roles.map((role) => ROLE_WORDS[role]).join(', ') || 'no role']
  return (
    <p className="navigation-you" title={`${name}: ${as}`}>
      <span className="navigation-face" aria-hidden="true">
        <Icon name="person" size="small" />
      </span>
      <span className="navigation-word">
        {name}, {as}
      </span>
    </p>
  )
}

interface ItemProps {
  readonly to: (typeof ITEMS)[number]['to']
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
