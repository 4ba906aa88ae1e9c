import { Button } from '@mantine/core'
import { Icon } from '../icons/icon.tsx'
import { useCopy } from '../parts/use-copy.ts'
import './start.css'

/** Copies the address of the form that starts this WorkChart, to be sent to whoever is to use it. */
export function CopyFormLink({ workChart }: { readonly workChart: string }) {
  const address = new URL(`/start/${encodeURIComponent(workChart)}`, window.location.origin).href
  const { done, copy } = useCopy(address)
  // What was not copied is there to be read.
  if (done === 'refused') return <code className="small copy-form-address">{address}</code>
  return (
    <>
      <Button
        size="compact-xs"
        leftSection={<Icon name={done === 'copied' ? 'check' : 'copy'} size="small" />}
        onClick={copy}
      >
        {done === 'copied' ? 'Link copied' : 'Copy link to this form'}
      </Button>
      <span className="hidden-visually" role="status">
        {done === 'copied' ? 'The link was copied.' : ''}
      </span>
    </>
  )
}
