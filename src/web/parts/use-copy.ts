import { useState } from 'react'

/** Copies a text, and tells what came of it. Not every browser lets a page copy, and none does over an address without encryption. */
export function useCopy(text: string) {
  const [done, setDone] = useState<'nothing' | 'copied' | 'refused'>('nothing')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setDone('copied')
    } catch {
      setDone('refused')
    }
  }
  return { done, copy: () => void copy() }
}
