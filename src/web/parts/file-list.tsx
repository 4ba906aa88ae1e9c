import type { FilesOf, HandedFile } from '../data/files.ts'
import { fileAddress } from '../data/files.ts'
import { sizeWords } from '../derive/size-words.ts'
import { Icon } from '../icons/icon.tsx'
import { PlainText } from './plain-text.tsx'
import './file-list.css'

export interface FileListProps {
  readonly of: FilesOf
  readonly files: readonly HandedFile[]
}

/** Files that were handed on. A click saves one: nothing of them is ever shown as a page. */
export function FileList({ of, files }: FileListProps) {
  if (files.length === 0) return null
  return (
    <ul className="file-list small" aria-label="Files">
      {files.map((file) => (
        <li key={`${file.name} ${file.sha256}`} className="row">
          <Icon name="download" size="small" tone="soft" />
          <a className="grow" href={fileAddress(of, file)} download={file.name}>
            <PlainText text={file.name} />
          </a>
          <span className="num faint nowrap">{sizeWords(file.size)}</span>
        </li>
      ))}
    </ul>
  )
}
