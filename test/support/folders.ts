import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Paths with what stands in them. */
export type Tree = Readonly<Record<string, string | Uint8Array>>

/** A fresh folder that holds these files, gone when the test is. */
export function folderWith(tree: Tree = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'workcharts-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  addFiles(folder, tree)
  return folder
}

export function addFiles(folder: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}
