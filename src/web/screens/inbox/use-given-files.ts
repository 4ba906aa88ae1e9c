import { useRef, useState } from 'react'
import type { HandedFile } from '../../data/files.ts'
import { giveFile } from '../../data/files.ts'
import { RequestFailed } from '../../data/http.ts'
import { pickedFileProblem } from '../../derive/picked-files.ts'

/** A file on its way into a decision. */
export interface GivenFile {
  readonly key: number
  readonly name: string
  readonly size: number
  readonly state: GivingState
}

type GivingState =
  | { readonly type: 'sending' }
  | { readonly type: 'given'; readonly file: HandedFile }
  | { readonly type: 'refused'; readonly because: string }

export interface GivenFiles {
  readonly list: readonly GivenFile[]
  readonly isSending: boolean
  /** What the decision names. */
  readonly named: readonly Pick<HandedFile, 'name' | 'sha256'>[]
  readonly add: (files: readonly File[]) => void
  readonly remove: (key: number) => void
}

/** The files that somebody gives for a task: each is sent as soon as it was chosen. */
export function useGivenFiles(task: string): GivenFiles {
  const [list, setList] = useState<readonly GivenFile[]>([])
  const lastKey = useRef(0)
  const put = (key: number, state: GivingState): void =>
    setList((before) => before.map((file) => (file.key === key ? { ...file, state } : file)))
  const add = (files: readonly File[]): void => {
    const added: GivenFile[] = []
    for (const file of files) {
      lastKey.current += 1
      const begun = beginning(lastKey.current, file, [...list, ...added])
      added.push(begun)
      if (begun.state.type === 'sending') void send(task, file).then((state) => put(begun.key, state))
    }
    setList((before) => [...before, ...added])
  }
  return {
    list,
    isSending: list.some(({ state }) => state.type === 'sending'),
    named: list.flatMap(({ state }) =>
      state.type === 'given' ? [{ name: state.file.name, sha256: state.file.sha256 }] : [],
    ),
    add,
    remove: (key) => setList((before) => before.filter((file) => file.key !== key)),
  }
}

function beginning(key: number, { name, size }: File, before: readonly GivenFile[]): GivenFile {
  const there = before.filter(({ state }) => state.type !== 'refused')
  const because = pickedFileProblem(there, { name, size })
  return { key, name, size, state: because === undefined ? { type: 'sending' } : { type: 'refused', because } }
}

async function send(task: string, file: File): Promise<GivingState> {
  try {
    return { type: 'given', file: await giveFile(task, file) }
  } catch (error) {
    return { type: 'refused', because: sentenceOf(error) }
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof RequestFailed)) return 'It could not be read. Choose it again.'
  const { failure } = error
  if (failure.type === 'refused') return failure.problem.detail
  return failure.type === 'signed-out'
    ? 'You are not signed in any more. Sign in, then choose it again.'
    : 'The server does not answer. Remove it, and choose it again in a moment.'
}
