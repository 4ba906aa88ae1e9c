import { useState } from 'react'
import type { RowCheck } from '../../api/contract/row-checks.ts'
import { ROWS_BYTES_MAX } from '../../api/contract/row-limits.ts'
import { useRowCheck } from '../data/workchart-commands.ts'

/** Rows as they are typed or taken from a file, and what the server found in exactly these. */
export function useRowSheet(workChart: string) {
  const [text, setText] = useState('')
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const [check, setCheck] = useState<RowCheck | null>(null)
  const { mutate, reset, isPending, error } = useRowCheck(workChart)
  const write = (changed: string) => {
    setText(changed)
    setTooLarge(null)
    setCheck(null)
    // An answer that is still on its way is about other rows.
    reset()
  }
  const look = (title?: string) => mutate({ text, ...(title === undefined ? {} : { title }) }, { onSuccess: setCheck })
  const take = async (file: File | null) => {
    if (file === null) return
    if (file.size > ROWS_BYTES_MAX) setTooLarge(`${file.name} is larger than 4 MiB. Split it.`)
    else write(await file.text())
  }
  return { text, tooLarge, check, isLooking: isPending, error, write, look, take }
}
