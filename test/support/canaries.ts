import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const CANARIES = 30

/** Keys that stand out wherever they come up again, and the texts in which they might. */
export interface Canaries {
  readonly next: () => string
  readonly see: (text: unknown) => void
  /** Also as the encodings that a header or a log would give it. */
  readonly found: () => readonly string[]
  readonly left: () => number
  readonly seen: readonly string[]
}

/** As many keys as `CANARIES`. */
export function someCanaries(): Canaries {
  const keys = Array.from({ length: CANARIES }, (_, index) => `sk-canary-${index}-${'x'.repeat(12)}-${index * 7919}`)
  const left = [...keys]
  const seen: string[] = []
  return {
    next: () => left.shift() ?? 'none left',
    see: (text) => void seen.push(typeof text === 'string' ? text : JSON.stringify(text)),
    found: () =>
      keys.filter((key) =>
        [key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex'), encodeURIComponent(key)].some(
          (form) => seen.some((text) => text.includes(form)),
        ),
      ),
    left: () => left.length,
    seen,
  }
}

/** Every file below a folder, hidden ones too, but for those that `isLeftOut`. Returns their paths below it. */
export function seeFiles(
  { see }: Pick<Canaries, 'see'>,
  folder: string,
  isLeftOut: (file: string) => boolean = () => false,
): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const files = paths.map((path) => relative(folder, path)).filter((file) => !isLeftOut(file))
  for (const file of files) see(readFileSync(join(folder, file), 'latin1'))
  return files
}
