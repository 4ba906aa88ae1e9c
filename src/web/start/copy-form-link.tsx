import { Button } from '@mantine/core'
import { useState } from 'react'
import { Icon } from '../icons/icon.tsx'

/** Copies the address of the form that starts this WorkChart, to be sent to whoever is to use it. */
export function CopyFormLink({ workChart }: { readonly workChart: string }) {
  const [isCopied, setCopied] = useState(false)
  const address = new URL(`/start/${encodeURIComponent(workChart)}`, window.location.origin).href
  return (
    <>
      <Button
        size="compact-xs"
        leftSection={<Icon name={isCopied ? 'check' : 'copy'} size="small" />}
        onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}
      >
        {isCopied ? 'Link copied' : 'Copy link to this form'}
      </Button>
      <span className="hidden-visually" role="status">
        {isCopied ? 'The link was copied.' : ''}
      </span>
    </>
  )
}
