import type { Command } from 'commander'
import type { ExportOptions } from '../commands/receipts-export.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson } from './options.ts'

export function addReceiptCommands(program: Command, act: Act): void {
  const receipts = program.command('receipts').description('receipts: proof of who did what, and how sure they were')
  addJson(
    receipts
      .command('verify')
      .description('check an export by itself, without a server')
      .argument('<file>', 'the file of an export; - reads it from stdin'),
  ).action((file: string, flags: JsonOption) =>
    act.alone(async (session) => (await import('../commands/receipts-verify.ts')).verifyReceipts(session, file, flags)),
  )
  receipts
    .command('export')
    .description('print receipts, one a line, and the seal that makes changes visible')
    .option('--run <run>', 'only those of this run')
    .option('--workflow <id>', 'only those of this WorkChart')
    .option('--out <file>', 'write them to a file')
    .action((flags: ExportOptions) =>
      act.connected(async (session) => (await import('../commands/receipts-export.ts')).exportReceipts(session, flags)),
    )
}
