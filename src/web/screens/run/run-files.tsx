import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import type { Previewed } from '../../data/file-preview.ts'
import { useFilePreview } from '../../data/file-preview.ts'
import { filesOf, previewKind } from '../../derive/file-preview.ts'
import { Empty } from '../../parts/empty.tsx'
import { FileList } from '../../parts/file-list.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import './run-files.css'

/** Every file that a stage handed on: to be saved, and where it can do nothing, to be looked at. */
export function RunFiles({ detail }: { readonly detail: RunDetail }) {
  const files = filesOf(detail)
  if (files.length === 0) return <Empty title="No files">No stage of this run has handed on a file.</Empty>
  return (
    <ul className="card-rows">
      {files.map((one) => (
        <FileRow key={`${one.stage.id} ${one.file.name} ${one.file.sha256}`} run={detail.summary.id} {...one} />
      ))}
    </ul>
  )
}

type FileRowProps = ReturnType<typeof filesOf>[number] & { readonly run: string }

function FileRow({ run, stage, file }: FileRowProps) {
  const [isOpen, setOpen] = useState(false)
  const kind = previewKind(file)
  return (
    <li className="run-file">
      <div className="row row-wrap">
        <div className="grow">
          <FileList of={{ run }} files={[file]} />
        </div>
        <span className="small soft">{stage.name}</span>
        <span className="mono tiny faint" title={`SHA-256 ${file.sha256}`}>
          {file.sha256.slice(0, 12)}…
        </span>
        {kind === null ? null : (
          <Button size="compact-xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide' : 'Look at it'}
          </Button>
        )}
      </div>
      {isOpen && kind !== null ? <Preview of={{ run }} file={file} kind={kind} /> : null}
    </li>
  )
}

/** As text, or as a picture: nothing in a file can act on this page. */
function Preview(previewed: Previewed) {
  const preview = useFilePreview(previewed)
  return (
    <Loaded query={preview} what="the file">
      {({ kind, shown }) =>
        kind === 'text' ? (
          <pre className="run-file-text">{shown}</pre>
        ) : (
          <img className="run-file-picture" src={shown} alt={previewed.file.name} />
        )
      }
    </Loaded>
  )
}
