import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute } from 'node:path'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { ProgramConnection } from '../../../core/connection/connection.ts'
import type { Refusal } from '../attempt-results.ts'
import type { Containment } from '../command/containment.ts'
import { contain } from '../command/containment.ts'
import type { Environment } from '../command/environment.ts'
import { environmentOf, findUnset } from '../command/environment.ts'
import type { Program } from '../command/run-program.ts'
import type { Workspace } from '../command/workspace.ts'
import { DIALECTS } from './dialects.ts'

export type Launch = Omit<Program, 'input'>

export interface LaunchOptions {
  readonly environment: Environment
  readonly containment: () => Promise<Containment>
}

/** How the program of a connection is started for one attempt, or why it can not be. */
export async function planLaunch(
  connection: ProgramConnection,
  workspace: Workspace,
  options: LaunchOptions,
): Promise<Result<Launch, Refusal>> {
  const unset = findUnset(connection.env, options.environment)
  if (unset !== undefined) return err(notSet(connection, unset))
  const folder = connection.folder ?? workspace.skill
  if (!(await isFolder(folder))) return err(noFolder(connection, folder))
  const argv = [...connection.argv, ...DIALECTS[connection.dialect].arguments]
  const launch = {
    folder,
    mark: workspace.root,
    environment: environmentIn(connection, workspace, options.environment),
  }
  if (!isWalled(connection)) return ok({ ...launch, argv })
  const readable = await listNamed(connection.argv)
  const room = { folder, writable: [workspace.root, folder], readable, network: 'shared' } as const
  const here = { containment: await options.containment(), path: options.environment['PATH'] }
  const contained = await contain(argv, room, here)
  return contained.ok ? ok({ ...launch, ...contained.value }) : err(notStarted(connection, contained.error.reason))
}

export function notStarted({ argv: [program = ''] }: ProgramConnection, reason: string): Refusal {
  const mend = 'Install it, or name it by its full path in the connection.'
  return { code: 'program-not-started', message: `"${program}" could not be started: ${reason}. ${mend}` }
}

/** `claude` and `codex` keep their login and settings in the user's home, and close themselves off. */
function isWalled({ dialect }: ProgramConnection): boolean {
  return dialect === 'json-lines'
}

function environmentIn(connection: ProgramConnection, workspace: Workspace, own: Environment): Record<string, string> {
  const environment = environmentOf(connection.env, own, workspace)
  return isWalled(connection) ? environment : { ...environment, HOME: own['HOME'] ?? homedir() }
}

/** Whoever connected a program chose the paths in its arguments: they and what stands beside them can be read. */
async function listNamed(argv: readonly string[]): Promise<readonly string[]> {
  const named = argv.filter(isAbsolute)
  const folders = await Promise.all(named.map(async (path) => ((await isFolder(path)) ? path : dirname(path))))
  return [...named, ...folders]
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
}

function notSet({ name }: ProgramConnection, variable: string): Refusal {
  return {
    code: 'environment-missing',
    message: `The connection ${name} names the environment variable ${variable}, which is not set. Set it and start again.`,
  }
}

function noFolder({ name }: ProgramConnection, folder: string): Refusal {
  return {
    code: 'folder-missing',
    message: `The folder ${folder} of the connection ${name} is not there. Make it, or give the connection another one.`,
  }
}
