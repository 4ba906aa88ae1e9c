import { Button, Checkbox } from '@mantine/core'
import { useBrowserPermission } from '../../data/browser-permission.ts'
import type { TellingDraft } from '../../derive/telling-form.ts'
import { permissionWords } from '../../derive/telling-form.ts'
import { Note } from '../../parts/note.tsx'

interface BrowserChoiceProps {
  readonly chosen: TellingDraft['browser']
  readonly onChange: (chosen: TellingDraft['browser']) => void
}

/** The browser asks whether it may in the click that chooses it, and at no other time. */
export function BrowserChoice({ chosen, onChange }: BrowserChoiceProps) {
  const { permission, ask } = useBrowserPermission()
  const isKept = permission === 'denied' || permission === 'none'
  return (
    <>
      <Checkbox
        className="telling-browser"
        label="In the browser, at once"
        description="While a page of WorkCharts is open in it"
        checked={chosen === 'at-once'}
        onChange={({ currentTarget: { checked } }) => {
          if (checked) ask()
          onChange(checked ? 'at-once' : 'never')
        }}
      />
      {chosen === 'never' ? null : (
        <Note icon={isKept ? 'warn' : 'speech'} {...(isKept ? { tone: 'warm' as const } : {})}>
          <p role="status">{permissionWords(permission)}</p>
          {permission === 'default' ? (
            <Button size="compact-xs" onClick={ask}>
              Allow it in this browser
            </Button>
          ) : null}
        </Note>
      )}
    </>
  )
}
