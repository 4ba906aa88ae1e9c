import './stage-notes.css'

/** What stands before a stage on the canvas: the headings of its procedure, from the outside in. */
export function StageNotes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null
  const words = notes.join(' › ')
  return (
    <span className="stage-notes tiny" title={words}>
      {words}
    </span>
  )
}

/** The same as a row above the stage's own. */
export function OutlineNotes({ notes = [] }: { readonly notes: readonly string[] | undefined }) {
  if (notes.length === 0) return null
  return (
    <tr>
      <th className="outline-notes" colSpan={6} scope="colgroup">
        {notes.join(' › ')}
      </th>
    </tr>
  )
}
