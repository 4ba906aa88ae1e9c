import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import '../../parts/palette.css'

const SHORTCUTS = [
  ['Ctrl K', 'Find anything: an action, a stage, a skill or a person'],
  ['A', 'Add a stage: go to the search'],
  ['Arrows', 'On the canvas: down and up along the connections, left and right in the row'],
  ['Enter', 'On a stage: open it. Escape goes back to it'],
  ['C', 'On a stage: connect it, then arrows and Enter on the stage that comes after it'],
  ['Delete', 'Take away the chosen stages, or the chosen connection'],
  ['Shift click', 'Choose several stages, or draw a box around them with Shift held'],
  ['Ctrl C, Ctrl V', 'Copy the chosen stages and paste them, here or in another WorkChart'],
  ['Ctrl D', 'Duplicate the chosen stages'],
  ['Ctrl Z, Ctrl Shift Z', 'Undo and redo'],
  ['F8', 'Go to the next problem'],
  ['P', 'Check before running: who would do what with what'],
] as const

/** Every key of the builder, for those who ask with `?`. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="palette" aria-labelledby={id} onClose={onClose}>
      <div className="shortcuts">
        <h2 id={id}>Keys of the builder</h2>
        <dl>
          {SHORTCUTS.map(([keys, words]) => (
            <div key={keys} className="shortcuts-row">
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd className="small">{words}</dd>
            </div>
          ))}
        </dl>
        <Button onClick={() => dialog.current?.close()}>Close</Button>
      </div>
    </dialog>
  )
}
