import { Button, FileButton } from '@mantine/core'
import { useRef } from 'react'
import { FILE_BYTES_MAX, FILES_MAX } from '../../../core/run/given-file.ts'
import { sizeWords } from '../../derive/size-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { DropArea } from '../../parts/drop-area.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import type { GivenFile, GivenFiles } from './use-given-files.ts'
import './decision-files.css'

/** Files that go with the decision: chosen with the button, or dropped anywhere on this part of the form. */
export function DecisionFiles({ files }: { readonly files: GivenFiles }) {
  return (
    <DropArea className="decision-files" onDrop={({ dataTransfer }) => files.add([...dataTransfer.files])}>
      <AddFiles add={files.add} />
      <ul className="small" aria-label="Files that go with the decision" aria-live="polite">
        {files.list.map((file) => (
          <GivenRow key={file.key} file={file} onRemove={() => files.remove(file.key)} />
        ))}
      </ul>
    </DropArea>
  )
}

function AddFiles({ add }: Pick<GivenFiles, 'add'>) {
  const reset = useRef<() => void>(null)
  return (
    <div className="row row-wrap">
      <FileButton
        multiple
        resetRef={reset}
        onChange={(chosen) => {
          add(chosen)
          reset.current?.()
        }}
      >
        {(props) => (
          <Button {...props} size="compact-sm" leftSection={<Icon name="plus" size="small" />}>
            Add files
          </Button>
        )}
      </FileButton>
      <span className="tiny faint grow">
        or drop them here: at most {FILES_MAX}, of {sizeWords(FILE_BYTES_MAX)} each
      </span>
    </div>
  )
}

function GivenRow({
  file: { name, size, state },
  onRemove,
}: {
  readonly file: GivenFile
  readonly onRemove: () => void
}) {
  return (
    <li>
      <div className="row">
        <Icon name={state.type === 'refused' ? 'failed' : 'doc'} size="small" tone="soft" />
        <span className="grow decision-files-name">
          <PlainText text={name} />
        </span>
        <span className="num faint nowrap">{sizeWords(size)}</span>
        <Button size="compact-xs" variant="subtle" aria-label={`Remove ${name}`} onClick={onRemove}>
          <Icon name="cross" size="small" />
        </Button>
      </div>
      {state.type === 'sending' ? <progress aria-label={`Sending ${name}`} /> : null}
      {state.type === 'refused' ? <p className="tiny decision-files-problem">Not added: {state.because}</p> : null}
    </li>
  )
}
