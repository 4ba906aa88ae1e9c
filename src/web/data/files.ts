import { BASE, postBytes } from './http.ts'

/** A file as a stage hands it on. */
export interface HandedFile {
  readonly name: string
  readonly size: number
  readonly sha256: string
}

/** Where files are opened: at the run that has them, or at the task they are shown with. */
export type FilesOf = { readonly run: string } | { readonly task: string }

/** The address that saves a file. */
export function fileAddress(of: FilesOf, { sha256 }: HandedFile): string {
  const path = 'run' in of ? `/runs/${encodeURIComponent(of.run)}` : `/tasks/${encodeURIComponent(of.task)}`
  return `${BASE}${path}/artifacts/${sha256}`
}

/** Gives a file for the decision of a task. It counts once the decision names it. Rejects with `RequestFailed`. */
export function giveFile(task: string, file: File): Promise<HandedFile> {
  return postBytes(`/tasks/${encodeURIComponent(task)}/files?name=${encodeURIComponent(file.name)}`, file)
}
