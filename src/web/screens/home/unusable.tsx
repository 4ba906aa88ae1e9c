import type { Home } from '../../../api/contract/home.ts'
import { counted } from '../../derive/number-words.ts'
import { Note } from '../../parts/note.tsx'
import './unusable.css'

/** Files that were found and could not be used: nothing is left out without a word. */
export function Unusable({ files }: { readonly files: Home['unusable'] }) {
  if (files.length === 0) return null
  return (
    <Note icon="doc" tone="warm">
      <details className="unusable">
        <summary>
          <b>{counted(files.length, 'file')}</b> could not be used. See which and what to do
        </summary>
        <ul>
          {files.map(({ file, reason, mend }) => (
            <li key={file}>
              <span className="mono">{file}</span> {reason} {mend}
            </li>
          ))}
        </ul>
      </details>
    </Note>
  )
}
