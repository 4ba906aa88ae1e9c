import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { UnusableArtifact } from '../../engine/ports.ts'
import { entryKind } from './entry-kind.ts'
import { ifPresent } from './if-present.ts'
import type { LibraryOptions, ProjectFolder } from './library-options.ts'

export type ArtifactKind = 'agent' | 'skill' | 'command' | 'ctx'

/** A place that holds artifacts. */
export interface Root {
  readonly type: 'project' | 'collection' | 'user' | 'shipped'
  /** Name of the collection; of others what people call them. */
  readonly name: string
  readonly folder: string
  /** How people know the folder; empty for the project they stand in. */
  readonly shown: string
  /** Folders by kind of artifact, from `folder` on. */
  readonly areas: Readonly<Record<ArtifactKind, readonly string[]>>
  /** Whether its capabilities wait until a person has accepted them. */
  readonly isUnseen: boolean
}

/** Whether it may hold workflows, and belongs to the workflows it holds. */
export function isCollection({ type }: Root): boolean {
  return type === 'collection' || type === 'shipped'
}

export interface Roots {
  /** The first to be searched first: project, collections, user, program. */
  readonly roots: readonly Root[]
  readonly unusable: readonly UnusableArtifact[]
}

export async function findRoots({ home, shipped, claude, project }: LibraryOptions): Promise<Roots> {
  const { names, unusable } = await listCollections(home)
  const roots = [
    ...(project === undefined ? [] : projectRoots(project)),
    ...names.map((name) => collectionRoot(join(home, 'collections', name), `collections/${name}`, 'collection')),
    ...(claude === undefined ? [] : [userRoot(claude)]),
    ...shipped.map((folder) => collectionRoot(folder, basename(folder), 'shipped')),
  ]
  return { roots, unusable }
}

interface CollectionNames {
  readonly names: readonly string[]
  readonly unusable: readonly UnusableArtifact[]
}

/** `default` first, then by name. Files beside the collections are none of ours. */
async function listCollections(home: string): Promise<CollectionNames> {
  const folder = join(home, 'collections')
  const entries = (await ifPresent(() => readdir(folder, { withFileTypes: true }))) ?? []
  const names: string[] = []
  const unusable: UnusableArtifact[] = []
  for (const entry of entries.filter(({ name }) => !name.startsWith('.'))) {
    const kind = await entryKind(entry, join(folder, entry.name), home)
    if (kind === 'folder') names.push(entry.name)
    else if (kind !== 'file') unusable.push({ file: `collections/${entry.name}`, ...kind })
  }
  const rest = names.filter((name) => name !== 'default').sort()
  return { names: names.includes('default') ? ['default', ...rest] : rest, unusable }
}

function collectionRoot(folder: string, shown: string, type: 'collection' | 'shipped'): Root {
  const areas = { agent: ['agents'], skill: ['skills'], command: ['commands'], ctx: ['context'] }
  return { type, name: basename(folder), folder, shown, areas, isUnseen: false }
}

function userRoot(folder: string): Root {
  const areas = { agent: ['agents'], skill: ['skills'], command: ['commands'], ctx: [] }
  return { type: 'user', name: '~/.claude', folder, shown: '~/.claude', areas, isUnseen: false }
}

/** Where a project keeps what can do something. */
export const PROJECT_CAPABILITIES = {
  agent: ['.claude/agents'],
  skill: ['.claude/skills', '.agents/skills'],
  command: ['.claude/commands'],
} as const

/** The folder itself, and what was accepted of it, which is read from the copy alone. */
function projectRoots({ folder, accepted }: ProjectFolder): readonly Root[] {
  const base = { type: 'project', name: 'project', shown: '' } as const
  const context = { agent: [], skill: [], command: [], ctx: ['context'] }
  if (accepted === undefined)
    return [{ ...base, folder, areas: { ...context, ...PROJECT_CAPABILITIES }, isUnseen: true }]
  return [
    { ...base, folder, areas: context, isUnseen: false },
    { ...base, folder: accepted, areas: { ...PROJECT_CAPABILITIES, ctx: [] }, isUnseen: false },
  ]
}
