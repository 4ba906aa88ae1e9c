import { Outlet, useMatchRoute } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { ConnectionContext } from '../data/connection.ts'
import { useHome } from '../data/home.ts'
import { useWaysIn } from '../data/sign-in.ts'
import { useLiveData } from '../data/use-live-data.ts'
import { Loading } from '../parts/loading.tsx'
import type { SignInFormProps } from '../screens/door/sign-in-form.tsx'
import { LinkOver } from '../screens/link-over.tsx'
import { ConnectionLine } from './connection-line.tsx'
import { Navigation } from './navigation.tsx'
import { useTelling } from './use-telling.ts'
import './shell.css'

/** The pages where somebody comes in: nothing of the house stands around them. */
const DOORS = ['/sign-in', '/sign-in/link', '/join'] as const

export function Shell() {
  const matches = useMatchRoute()
  return DOORS.some((to) => matches({ to }) !== false) ? <Outlet /> : <House />
}

/** What stands around every screen. Without a session there is nothing to show but the way to get one. */
function House() {
  const isOut = useIsOut()
  // Whoever was sent the link to a form need not know what else there is.
  const isForm = useMatchRoute()({ to: '/start/$workChartId' }) !== false
  if (isOut) return <SignedOut />
  return isForm ? <Outlet /> : <SignedIn />
}

/** While it is asked again, what is known stays: a form that somebody types into must not go away. */
function useIsOut(): boolean {
  const { isPending, error } = useHome()
  const [isOut, setOut] = useState(false)
  const found = isPending ? isOut : error?.failure.type === 'signed-out'
  if (found !== isOut) setOut(found)
  return found
}

/** Where nobody else comes in, only a start link helps. Until that is known, nothing is said that may be wrong. */
function SignedOut() {
  const { data, isPending } = useWaysIn()
  if (isPending) return <Loading what="how to sign in" />
  return data === undefined || data.ways.length === 0 ? <LinkOver /> : <WayIn ways={data.ways} />
}

/** Fetched when somebody needs it: whoever is signed in sees it never. */
const SignInForm = lazy(async () => ({ default: (await import('../screens/door/sign-in-form.tsx')).SignInForm }))

function WayIn(props: SignInFormProps) {
  return (
    <Suspense fallback={<Loading what="how to sign in" />}>
      <SignInForm {...props} />
    </Suspense>
  )
}

function SignedIn() {
  const connection = useLiveData(useTelling())
  const isBuilder = useMatchRoute()({ to: '/workcharts/$workChartId/edit' }) !== false
  return (
    <ConnectionContext value={connection}>
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
    </ConnectionContext>
  )
}
