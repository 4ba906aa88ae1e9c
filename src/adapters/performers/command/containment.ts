import { isAbsolute } from 'node:path'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { Room } from './bubblewrap.ts'
import { bubblewrapArguments } from './bubblewrap.ts'
import type { Environment } from './environment.ts'
import { findProgram } from './find-program.ts'
import { limitArguments } from './limits.ts'
import type { Ending, Program } from './run-program.ts'
import { runProgram } from './run-program.ts'

/** What this machine has to keep commands apart from everything else. */
export interface Containment {
  readonly walls: Walls
  /** Where `prlimit` stands. Null: nothing bounds what a command takes of the machine. */
  readonly prlimit: string | null
}

/**
 * `forbidden`: bubblewrap is here, and the system (a container, often) does not let it work. `turned-off`: whoever runs
 * this wants commands to reach the network or other files, which a contract has no word for.
 */
type Walls =
  | { readonly type: 'bubblewrap'; readonly program: string }
  | { readonly type: 'none'; readonly reason: 'not-found' | 'forbidden' | 'turned-off' }

/** Finds it when it is first asked for, and once. */
export function rememberContainment(environment: Environment): () => Promise<Containment> {
  let found: Promise<Containment> | undefined
  return () => (found ??= findContainment(environment))
}

/** Tried out really: a program runs behind the walls that commands get, or there are none. */
async function findContainment({ PATH, WORKCHARTS_CONTAINMENT }: Environment): Promise<Containment> {
  const [bwrap, prlimit] = await Promise.all([findProgram('bwrap', PATH), findProgram('prlimit', PATH)])
  const walls: Walls =
    WORKCHARTS_CONTAINMENT === 'off' ? { type: 'none', reason: 'turned-off' } : await tryWalls(bwrap, PATH)
  const isLimiting = prlimit !== undefined && (await works({ argv: [prlimit, '--core=0', '--', 'true'] }, PATH))
  return { walls, prlimit: isLimiting ? prlimit : null }
}

async function tryWalls(program: string | undefined, path: string | undefined): Promise<Walls> {
  if (program === undefined) return { type: 'none', reason: 'not-found' }
  const room: Room = { folder: '/', writable: [], readable: [], network: 'off' }
  const argv = [program, ...(await bubblewrapArguments(room, path)), 'true']
  const isWorking = await works({ argv, walls: 'bubblewrap' }, path)
  return isWorking ? { type: 'bubblewrap', program } : { type: 'none', reason: 'forbidden' }
}

/** What takes longer to start a program that does nothing does not work. */
const PROBE_MAX_MS = 10_000

async function works(program: Pick<Program, 'argv' | 'walls'>, path = ''): Promise<boolean> {
  const probe = { ...program, folder: '/', environment: { PATH: path }, input: '', mark: '/probe' }
  const ending = await runProgram(probe, AbortSignal.timeout(PROBE_MAX_MS))
  return ending.type === 'exited' && ending.code === 0
}

/** The program as it is started here: with limits and behind walls, as far as there are any. */
export async function contain(
  argv: Program['argv'],
  room: Room,
  { containment: { walls, prlimit }, path }: Here,
): Promise<Result<Pick<Program, 'argv' | 'walls'>, NotStarted>> {
  const limits = prlimit === null ? [] : [prlimit, ...(await limitArguments())]
  if (walls.type === 'none') return await withLimits(argv, limits, path)
  const inside = [walls.program, ...(await bubblewrapArguments(await withProgram(room, argv), path))]
  return ok({ argv: [...limits, ...inside, ...argv], walls: 'bubblewrap' })
}

interface Here {
  readonly containment: Containment
  /** The PATH of the program that is started. */
  readonly path: string | undefined
}

type NotStarted = Extract<Ending, { type: 'not-started' }>

/** `prlimit` would begin and then fail where there is no such program: nobody could tell the one from the other. */
async function withLimits(
  argv: Program['argv'],
  limits: readonly string[],
  path: string | undefined,
): Promise<Result<Pick<Program, 'argv'>, NotStarted>> {
  const [program = ''] = argv
  const isThere = limits.length === 0 || (await findProgram(program, path)) !== undefined
  return isThere
    ? ok({ argv: [...limits, ...argv] })
    : err({ type: 'not-started', reason: 'it is not there, or may not be run' })
}

/** A program that is named by its path can be read where it stands, wherever that is. */
async function withProgram(room: Room, [program = '']: Program['argv']): Promise<Room> {
  const isKnown = isAbsolute(program) && (await findProgram(program, '')) !== undefined
  return isKnown ? { ...room, readable: [...room.readable, program] } : room
}
