import { Textarea } from '@mantine/core'
import './source-area.css'

export interface SourceAreaProps {
  /** The name of the file. */
  readonly label: string
  readonly text: string
  readonly onChange: (text: string) => void
}

/** A file's text, to be changed as text. */
export function SourceArea({ label, text, onChange }: SourceAreaProps) {
  return (
    <Textarea
      label={label}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      spellCheck={false}
      classNames={{ root: 'source-area', wrapper: 'source-area-wrapper', input: 'source-area-text' }}
    />
  )
}
