import { ok } from '../../core/basics/result.ts'
import { isoTime } from '../../core/basics/timestamp.ts'
import type { CliIo } from '../cli-io.ts'
import type { SavedBackup } from '../cli-parts.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { counted } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

/** Everything that the server keeps, or this process where none runs, goes into a file where the command is typed. */
export async function backUp(
  { api, io, parts, screen }: Connected,
  file: string | undefined,
  { json }: JsonOption,
): Promise<Outcome> {
  const path = file ?? usualName(io)
  const bytes = await api.stream('/system/backup')
  if (!bytes.ok) return bytes
  const saved = await parts.backups.save(bytes.value, path)
  if (!saved.ok) return saved
  if (json) screen.json('backup', { file: path, ...saved.value })
  else screen.print(...savedLines(path, saved.value))
  return ok(EXIT.ok)
}

/** `workcharts-2026-11-21T090000Z.tar`: later ones sort behind earlier ones. */
function usualName({ now }: Pick<CliIo, 'now'>): string {
  return `workcharts-${isoTime(now()).replaceAll(':', '').slice(0, 'yyyy-mm-ddThhmmss'.length)}Z.tar`
}

function savedLines(path: string, { runs, receipts, files, leftOut, keyFile }: SavedBackup): readonly Text[] {
  return [
    [
      styled('good', 'saved'),
      `: ${counted(runs, 'run')}, ${counted(receipts, 'receipt')} and ${counted(files, 'file')} in ${path}.`,
    ],
    'It holds everything, also what people wrote. Keep it where nobody else reads it.',
    ...(keyFile === null
      ? []
      : [`The key file that opens sealed keys is not in it. Keep a copy of ${keyFile}, in another place.`]),
    ...(leftOut === 0
      ? []
      : [[styled('warm', `${counted(leftOut, 'file')} were damaged before and are not in it.`)] as const]),
  ]
}
