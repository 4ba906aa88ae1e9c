import { spawn } from 'node:child_process'
import { access, constants, realpath } from 'node:fs/promises'
import { constants as system } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Programs } from '../skillmeat.ts'

/** The programs on a PATH. `own`: the real path of the one that is running. */
export function createPrograms(searchPath: string, own: string): Programs {
  return { own, find: (name) => findPrograms(name, searchPath), run: runProgram }
}

async function findPrograms(name: string, searchPath: string): Promise<readonly string[]> {
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '')
  const found = await Promise.all(folders.map((folder) => executableAt(join(folder, name))))
  return [...new Set(found.filter((path) => path !== undefined))]
}

async function executableAt(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.X_OK)
    return await realpath(path)
  } catch {
    return undefined
  }
}

/** A program that a signal ended counts as 128 and the number of the signal, as in shells. */
const SIGNALED = 128

function runProgram(path: string, argv: readonly string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  spawn(path, argv, { stdio: 'inherit' })
    .on('error', reject)
    .on('close', (code, signal) => resolve(code ?? SIGNALED + (signal === null ? 0 : system.signals[signal])))
  return promise
}

const OPENERS: Partial<Readonly<Record<NodeJS.Platform, readonly [program: string, ...argv: string[]]>>> = {
  darwin: ['open'],
  win32: ['explorer'],
}

/** Asks the system to show a page. False: there is nothing that could. */
export async function openPage(url: string, platform: NodeJS.Platform): Promise<boolean> {
  const [program, ...argv] = OPENERS[platform] ?? ['xdg-open']
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const opener = spawn(program, [...argv, url], { stdio: 'ignore', detached: true })
  opener.on('error', () => resolve(false)).on('spawn', () => resolve(true))
  opener.unref()
  return promise
}
