import { Button } from '@mantine/core'
import { Icon } from '../../icons/icon.tsx'

/** Opens the panel in which a procedure becomes stages. */
export function PasteButton({ onPaste }: { readonly onPaste: () => void }) {
  return (
    <Button leftSection={<Icon name="doc" />} onClick={onPaste}>
      Paste your procedure
    </Button>
  )
}
