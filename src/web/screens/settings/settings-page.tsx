import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../data/session.ts'
import { Screen } from '../../layout/screen.tsx'
import { SegmentLinks } from '../../parts/segment-links.tsx'
import { SignOut } from './sign-out.tsx'
import './settings.css'

/** One page of Settings, and the way to the others that whoever is signed in may open. */
export function SettingsPage({ children }: { readonly children: ReactNode }) {
  const readsWork = useMay('work:read')
  const managesPeople = useMay('people:manage')
  return (
    <Screen title="Settings" actions={<SignOut />}>
      <div className="settings-cards">
        <SegmentLinks label="Settings">
          {readsWork ? (
            <Link to="/settings" activeOptions={{ exact: true }}>
              Connections
            </Link>
          ) : null}
          <Link to="/settings/being-told">Being told</Link>
          {managesPeople ? <Link to="/settings/people">People</Link> : null}
        </SegmentLinks>
        {children}
      </div>
    </Screen>
  )
}
