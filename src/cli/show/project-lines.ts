import type { FileChange, Obstacle, Project, ProjectComparison } from '../../api/contract/projects.ts'
import type { Style, Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'

/** How a project stands to what a person accepted of it. */
const STANDING_WORDS = {
  accepted: ['accepted', 'good'],
  'nothing-to-accept': ['nothing to accept', 'faint'],
  unseen: ['not accepted yet', 'warm'],
  changed: ['changed since it was accepted', 'warm'],
  unreadable: ['can not be read', 'bad'],
  gone: ['the folder is gone', 'bad'],
} as const satisfies Record<Project['standing'], readonly [string, Style]>

export function standingText(standing: Project['standing']): Text {
  const [word, style] = STANDING_WORDS[standing]
  return styled(style, word)
}

/** Every file that can do something, with its hash as `sha256sum` prints it. */
export function fileLines({ files, changes }: Pick<Project, 'files' | 'changes'>): readonly Text[] {
  const changed = new Map(changes.map((change) => [change.path, change]))
  const gone = changes.filter(({ type }) => type === 'removed')
  return [
    ...files.map(({ path, sha256 }) => `  ${sha256}  ${path}${wordFor(changed.get(path))}`),
    ...gone.map(({ path, before }) => `  ${before ?? ''}  ${path}  (removed)`),
  ]
}

function wordFor(change: FileChange | undefined): string {
  return change === undefined ? '' : `  (${change.type})`
}

export function obstacleLines(obstacles: readonly Obstacle[]): readonly Text[] {
  return obstacles.map(({ file, reason, mend }) => `  ${file}: ${reason} ${mend}`)
}

/** What has changed in each file, as `diff` shows it. */
export function comparisonLines({ files }: ProjectComparison): readonly Text[] {
  return files.flatMap(({ change, lines }): readonly Text[] => [
    '',
    [styled('strong', change.path), `  ${change.type}`],
    ...(lines === null ? [`  ${NO_TEXT}`] : lines.flatMap((line, index) => diffLine(line, lines[index - 1]))),
  ])
}

const NO_TEXT = 'It is no text, so its lines can not be compared: look at the file itself.'

type Line = NonNullable<ProjectComparison['files'][number]['lines']>[number]

const MARKS = {
  same: [' ', 'faint'],
  added: ['+', 'good'],
  removed: ['-', 'bad'],
} as const satisfies Record<Line['mark'], readonly [string, Style]>

/** Where unchanged lines were left out, a line says so. */
function diffLine(line: Line, previous: Line | undefined): readonly Text[] {
  const [mark, style] = MARKS[line.mark]
  const isGap = line.mark === 'same' && line.line > (previous?.line ?? 0) + 1 && previous?.mark !== 'removed'
  const shown = styled(style, [`  ${mark} `, String(line.line).padStart(4), `  ${line.text}`])
  return isGap ? ['  …', shown] : [shown]
}
