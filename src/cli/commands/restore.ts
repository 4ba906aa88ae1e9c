import { ok } from '../../core/basics/result.ts'
import type { RestoredBackup } from '../cli-parts.ts'
import { EXIT } from '../exit-code.ts'
import type { Outcome, Session } from '../session.ts'
import { showInstant } from '../show/times.ts'
import { counted } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface RestoreOptions extends JsonOption {
  readonly into?: string
}

/** Needs no server and no data folder: it makes one. */
export async function restore(
  { io, parts, screen }: Session,
  file: string,
  { into, json }: RestoreOptions,
): Promise<Outcome> {
  const restored = await parts.backups.restore(file, into)
  if (!restored.ok) return restored
  if (json) screen.json('restored', restored.value)
  else screen.print(...restoredLines(restored.value, io.timeZone))
  return ok(EXIT.ok)
}

function restoredLines(restored: RestoredBackup, timeZone: string): readonly Text[] {
  const { runs, receipts, files, at, folder } = restored
  const what = `${counted(runs, 'run')}, ${counted(receipts, 'receipt')} and ${counted(files, 'file')}`
  return [
    [styled('good', 'restored'), `: ${what}, as they were at ${showInstant(at, timeZone)}, in ${folder}.`],
    '',
    'When it starts:',
    '  Runs go on. What was being done at that time counts as lost: it is tried again, or a person is asked.',
    '  Schedules that missed a time make up for it as their WorkChart says.',
    '  What was done after that time is not known here and may be done again: mails, orders, answers.',
    '  Everybody signs in anew. Tokens that were taken back after it count again: workcharts tokens list',
    ...keyLines(restored),
    '',
    restored.place === 'usual'
      ? 'Start it with: workcharts start'
      : `Start it with: WORKCHARTS_DATA="${folder}" workcharts start`,
  ]
}

function keyLines({ key, keyFile }: RestoredBackup): readonly Text[] {
  if (key === 'missing')
    return [
      [
        '  ',
        styled('warm', `Sealed keys can not be opened: put your copy of the key file at ${keyFile}, with mode 600.`),
      ],
    ]
  if (key === 'other')
    return [
      ['  ', styled('warm', `Sealed keys can not be opened: ${keyFile} is the key file of another installation.`)],
    ]
  return []
}
