import type { CapabilitySource } from '../../api/contract/capability-source.ts'

type SourceFile = CapabilitySource['files'][number]

/** What is typed into the files of a skill, over what stood there when it was opened. */
export interface SourceDraft {
  readonly files: readonly SourceFile[]
  /** By name; what was not touched has none. */
  readonly typed: Readonly<Record<string, string>>
}

export function openedDraft(files: readonly SourceFile[]): SourceDraft {
  return { files, typed: {} }
}

/** A field knows one kind of line end; a file keeps its own. */
export function textOf({ typed }: SourceDraft, { name, text }: SourceFile): string {
  const written = typed[name]
  if (written === undefined) return text
  return text.includes('\r\n') ? written.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') : written
}

export function withTyped({ files, typed }: SourceDraft, name: string, text: string): SourceDraft {
  return { files, typed: { ...typed, [name]: text } }
}

export function isChanged(draft: SourceDraft, file: SourceFile): boolean {
  return textOf(draft, file) !== file.text
}

export function hasChanges(draft: SourceDraft): boolean {
  return draft.files.some((file) => isChanged(draft, file))
}

/** What the server has written; what is typed into the others stays. */
export function withSaved(draft: SourceDraft, saved: readonly SourceFile[], name: string): SourceDraft {
  const { [name]: _, ...typed } = draft.typed
  const now = saved.find((file) => file.name === name)
  return { files: draft.files.map((file) => (file.name === name ? (now ?? file) : file)), typed }
}
