import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Effect } from '../../history/evidence.ts'

/** The outside world: a file that a call leaves one line in. */
export interface EffectsFile {
  /** One write(2) at the end of the file: what was written stays when the process is killed. */
  readonly append: (effect: Effect) => void
  readonly close: () => void
}

export function openEffectsFile(path: string): EffectsFile {
  const file = openSync(path, 'a')
  return {
    append: (effect) => void writeSync(file, `${JSON.stringify(effect)}\n`),
    close: () => closeSync(file),
  }
}

export function readEffects(path: string): readonly Effect[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): Effect => JSON.parse(line))
}
