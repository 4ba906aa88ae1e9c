import { Button } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useState } from 'react'
import { Icon } from '../icons/icon.tsx'
import { Logo } from '../icons/logo.tsx'
import './link-over.css'

const COMMAND = 'workcharts open'

/** What a used or expired start link leads to, and every page once the session is over. */
export function LinkOver() {
  useDocumentTitle('Sign in again · WorkCharts')
  const [isCopied, setCopied] = useState(false)
  return (
    <main className="link-over">
      <Logo />
      <h1>This link does not open anything any more</h1>
      <p className="soft">
        A start link works once, within a minute, and a session ends after 12 hours without use. Nothing is lost: get a
        new link from the terminal.
      </p>
      <div className="link-over-command">
        <code>{COMMAND}</code>
        <Button
          leftSection={<Icon name={isCopied ? 'check' : 'copy'} size="small" />}
          onClick={() => navigator.clipboard.writeText(COMMAND).then(() => setCopied(true))}
        >
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <p className="hidden-visually" role="status">
        {isCopied ? 'Copied.' : ''}
      </p>
    </main>
  )
}
