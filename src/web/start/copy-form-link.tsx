import { Button } from '@mantine/core'
import { useState } from 'react'
import { Icon } from '../icons/icon.tsx'
import './start.css'

/** Copies the address of the form that starts this WorkChart, to be sent to whoever is to use it. */
export function CopyFormLink({ workChart }: { readonly workChart: string }) {
  const [done, setDone] = useState<'nothing' | 'copied' | 'refused'>('nothing')
  const address = new URL(`/start/${encodeURIComponent(workChart)}`, window.location.origin).href
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      setDone('copied')
    } catch {
      setDone('refused')
    }
  }
  // Not every browser lets a page copy, and none does over an address without encryption: then it is there to be read.
  if (done === 'refused') return <code className="small copy-form-address">{address}</code>
  return (
    <>
      <Button
        size="compact-xs"
        leftSection={<Icon name={done === 'copied' ? 'check' : 'copy'} size="small" />}
        onClick={() => void copy()}
      >
        {done === 'copied' ? 'Link copied' : 'Copy link to this form'}
      </Button>
      <span className="hidden-visually" role="status">
        {done === 'copied' ? 'The link was copied.' : ''}
      </span>
    </>
  )
}
