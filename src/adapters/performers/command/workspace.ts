import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { PlannedFile } from '../../../core/plan/plan.ts'
import type { Blobs } from '../../../engine/ports.ts'
import { loadBytes } from '../skill-files.ts'

/** A fresh private folder for one attempt. Nothing in it is shared with another one. */
export interface Workspace {
  readonly root: string
  /** The skill's files, as the run's plan pinned them: where the command starts. */
  readonly skill: string
  /** `HOME` and `TMPDIR` of the command. */
  readonly home: string
}

/** Makes a workspace under `scratch` and writes the skill's files into it. */
export async function openWorkspace(scratch: string, files: readonly PlannedFile[], blobs: Blobs): Promise<Workspace> {
  await mkdir(scratch, { recursive: true, mode: PRIVATE_FOLDER })
  const root = await mkdtemp(join(scratch, 'attempt-'))
  const workspace = { root, skill: join(root, 'skill'), home: join(root, 'home') }
  await mkdir(workspace.skill, { mode: PRIVATE_FOLDER })
  await mkdir(workspace.home, { mode: PRIVATE_FOLDER })
  for (const file of files) await writeSkillFile(workspace.skill, file.path, await loadBytes(blobs, file))
  return workspace
}

export async function removeWorkspace(workspace: Workspace): Promise<void> {
  await rm(workspace.root, { recursive: true, force: true, maxRetries: 3 })
}

const PRIVATE_FOLDER = 0o700
const PRIVATE_FILE = 0o600
const PRIVATE_PROGRAM = 0o700

async function writeSkillFile(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const target = resolve(folder, path)
  if (!target.startsWith(folder + sep)) throw new Error(`The plan lists a file outside its skill: ${path}`)
  await mkdir(dirname(target), { recursive: true, mode: PRIVATE_FOLDER })
  await writeFile(target, bytes, { mode: isProgram(bytes) ? PRIVATE_PROGRAM : PRIVATE_FILE })
}

/** The blob store keeps bytes, not permissions: what begins with `#!` or as a Linux or macOS binary may be run. */
function isProgram(bytes: Uint8Array): boolean {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  return PROGRAM_MAGICS.some((start) => magic.startsWith(start))
}

const PROGRAM_MAGICS = ['2321', '7f454c46', 'cffaedfe', 'cafebabe']
