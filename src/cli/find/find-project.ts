import { dirname, join, sep } from 'node:path'
import type { CliIo } from '../cli-io.ts'

/** What makes a folder a project of ours: one of these stands in it. */
const MARKS = [
  '.skillmeat-workflow-overrides.toml',
  '.claude/agents',
  '.claude/skills',
  '.claude/commands',
  '.agents/skills',
  'AGENTS.md',
]
/** Nobody works deeper below the root of a repository. */
const LEVELS_MAX = 32

/**
 * The nearest folder that holds a project: where the command was typed, or above it as far as the repository goes. Outside
 * of a repository as far as the home folder, which is none itself; elsewhere what stands above may be anybody's.
 */
export async function findProject({ folders }: Pick<CliIo, 'folders'>): Promise<string | undefined> {
  const current = folders.current()
  if (current === undefined) return undefined
  for (const folder of await searched(folders, current)) if (await holdsProject(folders, folder)) return folder
  return undefined
}

/** From the inside out. */
async function searched({ home, isThere }: CliIo['folders'], current: string): Promise<readonly string[]> {
  const all = withThoseAbove(current, home)
  for (const [index, folder] of all.entries()) {
    if (await isThere(join(folder, '.git'))) return all.slice(0, index + 1)
  }
  return current.startsWith(home + sep) ? all : all.slice(0, 1)
}

function withThoseAbove(current: string, home: string): readonly string[] {
  const all: string[] = []
  for (let folder = current; folder !== home && all.length < LEVELS_MAX; folder = dirname(folder)) {
    all.push(folder)
    if (folder === dirname(folder)) break
  }
  return all
}

async function holdsProject({ isThere }: CliIo['folders'], folder: string): Promise<boolean> {
  for (const mark of MARKS) if (await isThere(join(folder, mark))) return true
  return false
}
