import { Outlet, useMatchRoute } from '@tanstack/react-router'
import { useHome } from '../data/home.ts'
import { useLiveData } from '../data/use-live-data.ts'
import { LinkOver } from '../screens/link-over.tsx'
import { ConnectionLine } from './connection-line.tsx'
import { Navigation } from './navigation.tsx'
import './shell.css'

/** What stands around every screen. Without a session there is nothing to show but the way to get one. */
export function Shell() {
  const home = useHome()
  // Whoever was sent the link to a form need not know what else there is.
  const isForm = useMatchRoute()({ to: '/start/$workChartId' }) !== false
  if (home.error?.failure.type === 'signed-out') return <LinkOver />
  return isForm ? <Outlet /> : <SignedIn />
}

function SignedIn() {
  const connection = useLiveData()
  const isBuilder = useMatchRoute()({ to: '/workcharts/$workChartId/edit' }) !== false
  return (
    <div className={isBuilder ? 'shell shell-rail' : 'shell'}>
      <a className="shell-skip" href="#content">
        Skip to the content
      </a>
      <Navigation connection={connection} />
      <div className="shell-main">
        <ConnectionLine connection={connection} />
        <Outlet />
      </div>
    </div>
  )
}
