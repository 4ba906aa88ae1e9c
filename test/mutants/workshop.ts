import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killMarked } from '../../src/adapters/kill-marked.ts'
import { applyEdit } from './apply-edit.ts'
import type { Edit } from './mutant.ts'

const ROOT = join(import.meta.dirname, '../..')

/** What the killers need of the project. Packages are shared: Node does not run TypeScript from below `node_modules`. */
const COPIED = [
  ...['src', 'test', 'tools', 'starter', 'examples', 'bin', 'docs'],
  ...['package.json', 'tsconfig.json', 'tsconfig.core.json', 'tsconfig.web.json', 'vite.config.ts', 'vitest.config.ts'],
]

/** A copy of the project that may be broken. */
export interface Workshop extends AsyncDisposable {
  readonly folder: string
  /** Where whatever runs here puts what it needs for a while. */
  readonly temporary: string
  /** Breaks the copy while `work` runs. Throws, with nothing changed, where an edit no longer fits. */
  readonly withEdits: <T>(edits: readonly Edit[], work: () => Promise<T>) => Promise<T>
  /** Ends and removes what a killer left behind. */
  readonly sweep: () => Promise<void>
}

export async function openWorkshop(): Promise<Workshop> {
  const root = await mkdtemp(join(tmpdir(), 'workcharts-mutants-'))
  const [folder, temporary] = [join(root, 'project'), join(root, 'tmp')]
  for (const each of COPIED) await cp(join(ROOT, each), join(folder, each), { recursive: true })
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await mkdir(temporary)
  const sweep = async (): Promise<void> => {
    await killMarked(temporary)
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 })
    await mkdir(temporary)
  }
  return {
    folder,
    temporary,
    withEdits: (edits, work) => withEdits(folder, edits, work),
    sweep,
    [Symbol.asyncDispose]: async () => {
      await killMarked(temporary)
      await rm(root, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

async function withEdits<T>(folder: string, edits: readonly Edit[], work: () => Promise<T>): Promise<T> {
  const texts = new Map<string, { readonly whole: string; readonly edited: string }>()
  for (const edit of edits) {
    const path = join(folder, edit.file)
    const known = texts.get(path)
    const whole = known?.whole ?? (await readFile(path, 'utf8'))
    texts.set(path, { whole, edited: applyEdit(known?.edited ?? whole, edit) })
  }
  for (const [path, { edited }] of texts) await writeFile(path, edited)
  try {
    return await work()
  } finally {
    for (const [path, { whole }] of texts) await writeFile(path, whole)
  }
}
