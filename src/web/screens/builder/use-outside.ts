import type { DragEvent } from 'react'
import { useEffect } from 'react'
import { judgePasted } from '../../data/builder-door.ts'
import type { Failure } from '../../data/http.ts'
import type { Outside } from '../../derive/taken-in.ts'
import { tooMuch } from '../../derive/taken-in.ts'

/** What becomes of something that came from outside. */
export interface Takers {
  readonly onCode: () => void
  readonly onDocument: (text: string) => void
  readonly onProcedure: (text: string) => void
  /** Nothing became of it, and why. */
  readonly onNothing: (why: string) => void
  readonly onFailure: (failure: Failure) => void
}

/** Takes in what is pasted or dropped outside of a field, and every file. Words that a field gets are the field's own. */
export function useOutside(takers: Takers) {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isTyped(event.target) || event.clipboardData === null) return
      if (takeFrom(event.clipboardData, takers)) event.preventDefault()
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [takers])
  return {
    onDragOver: (event: DragEvent) => {
      if (!isOfField(event)) event.preventDefault()
    },
    /** A card that was taken on the way here is done with. */
    onDrop: (event: DragEvent) => {
      if (event.defaultPrevented || isOfField(event)) return
      event.preventDefault()
      takeFrom(event.dataTransfer, takers)
    },
  }
}

function isTyped(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog, [contenteditable]') !== null
}

/** A field can not hold a file: the browser would leave the page and open it. */
function isOfField({ target, dataTransfer }: DragEvent): boolean {
  return isTyped(target) && !dataTransfer.types.includes('Files')
}

/** Says whether there was anything. */
function takeFrom(data: DataTransfer, takers: Takers): boolean {
  const files = [...data.files]
  const text = data.getData('text/plain')
  if (files.length === 0 && text === '') return false
  const why = tooMuch(files)
  if (why !== null) takers.onNothing(why)
  else void take(files.length === 0 ? [{ text }] : readAll(files), takers)
  return true
}

async function readAll(files: readonly File[]): Promise<readonly Outside[]> {
  return await Promise.all(files.map(async (file) => ({ text: await file.text(), file: file.name })))
}

/** Where one of several is code, nothing is taken of any. */
async function take(things: readonly Outside[] | Promise<readonly Outside[]>, takers: Takers): Promise<void> {
  const all = await things
  const judged = await Promise.all(all.map(judgePasted))
  const failed = judged.find((one) => one.type === 'failed')
  if (judged.some(({ type }) => type === 'code')) return takers.onCode()
  if (failed?.type === 'failed') return takers.onFailure(failed.failure)
  judged.forEach(({ type }, index) => {
    const text = all[index]?.text ?? ''
    if (type === 'document') takers.onDocument(text)
    else takers.onProcedure(text)
  })
}
