import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aClockFrom } from '../../support/engine.ts'
import { at } from '../../support/runs.ts'
import { takeUp } from '../shim/desk/take-up.ts'
import type { CrashState } from './crash-state.ts'
import type { Fates, FolderNode } from './disk.ts'
import { bytesWith, entriesWith } from './disk.ts'
import type { Told } from './story.ts'

/** Lets the real engine take up what a power cut left, and see every run to its end. What is wrong then, as sentences. */
export async function recoverState(home: string, state: CrashState, told: readonly Told[]): Promise<readonly string[]> {
  rmSync(home, { recursive: true, force: true })
  layOutFolder(home, state.root, state.fates)
  const lines = told.filter(({ number }) => number < state.number).map(({ line }) => line)
  return (await takeUp({ home, lines, clock: aClockFrom(at(1)) })).wrong
}

function layOutFolder(path: string, folder: FolderNode, fates: Fates): void {
  mkdirSync(path, { mode: 0o700 })
  for (const [name, node] of entriesWith(folder, fates)) {
    if (node.type === 'folder') layOutFolder(join(path, name), node, fates)
    else writeFileSync(join(path, name), bytesWith(node, fates), { mode: 0o600 })
  }
}
