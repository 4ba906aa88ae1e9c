import type { Dirent } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { UnusableArtifact } from '../../engine/ports.ts'
import type { Complaint } from './complaint.ts'
import type { ArtifactKind, Root } from './find-roots.ts'
import { isModuleFile } from './read-module.ts'
import type { FoundFile, Walk } from './walk-folder.ts'
import { walkFolder } from './walk-folder.ts'

/** A file that stands where artifacts of a kind are kept. */
export interface Candidate {
  readonly root: Root
  readonly kind: ArtifactKind
  /** From the folder of its kind on. */
  readonly path: string
  /** The file, as an absolute path. */
  readonly main: string
  /** The file as people know it. */
  readonly source: string
  /** What the folder of a skill holds. */
  readonly siblings: readonly Dirent[] | undefined
  /** Why it is no artifact, if its place already says so. */
  readonly refusal?: Complaint
}

export interface Candidates {
  readonly candidates: readonly Candidate[]
  readonly unusable: readonly UnusableArtifact[]
}

export async function findCandidates(root: Root, kind: ArtifactKind): Promise<Candidates> {
  const found = await Promise.all(root.areas[kind].map((area) => searchArea(root, kind, area)))
  return {
    candidates: found.flatMap(({ candidates }) => candidates),
    unusable: found.flatMap(({ unusable }) => unusable),
  }
}

async function searchArea(root: Root, kind: ArtifactKind, area: string): Promise<Candidates> {
  const shown = join(root.shown, area)
  const walk = await walkArea(root, kind, { folder: join(root.folder, area), shown })
  const pick = kind === 'skill' ? pickSkillFiles(walk) : walk.files.map((file) => judgeFile(file, kind))
  const candidates = pick.flatMap(({ file, refusal }) => {
    if (isForReaders(file.path)) return []
    const { path, absolute: main, siblings } = file
    const found = { root, kind, path, main, source: join(shown, path), siblings }
    return [refusal === undefined ? found : { ...found, refusal }]
  })
  return { candidates, unusable: walk.unusable }
}

function walkArea(
  root: Root,
  kind: ArtifactKind,
  area: { readonly folder: string; readonly shown: string },
): Promise<Walk> {
  const request = { ...area, root: root.folder }
  return walkFolder(kind === 'skill' ? { ...request, isMark: isSkillFile } : request)
}

interface JudgedFile {
  readonly file: FoundFile
  readonly refusal?: Complaint
}

function judgeFile(file: FoundFile, kind: ArtifactKind): JudgedFile {
  if (/\.md$/i.test(file.path) || (kind === 'ctx' && isModuleFile(file.path))) return { file }
  return { file, refusal: { reason: 'It is no Markdown file.', mend: 'Rename it to end in .md, or move it away.' } }
}

/** Each SKILL.md in a folder of its own, and every other Markdown file that somebody took for a skill. */
function pickSkillFiles({ files }: Walk): readonly JudgedFile[] {
  const skills = files.filter(({ path }) => isSkillFile(basename(path)) && path.includes('/'))
  const first = new Map(skills.toReversed().map((file) => [dirname(file.path), file]))
  const stray = files.filter(({ path }) => /\.md$/i.test(path) && !first.has(dirname(path)))
  return [
    ...skills.flatMap((file) => (first.get(dirname(file.path)) === file ? [{ file }] : [])),
    ...stray.map((file) => ({ file, refusal: STRAY_SKILL })),
  ]
}

const STRAY_SKILL: Complaint = {
  reason: 'It is no skill: a skill is a folder that holds a SKILL.md.',
  mend: 'Move it to a folder of its own and call it SKILL.md.',
}

/** Some write `skill.md`. */
function isSkillFile(name: string): boolean {
  return name.toLowerCase() === 'skill.md'
}

/** Files that any folder of a repository may hold. */
function isForReaders(path: string): boolean {
  return /^(?:readme|licen[cs]e|notice|changelog|contributing)\b/i.test(basename(path))
}
