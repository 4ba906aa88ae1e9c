import type { Command } from 'commander'
import { Option } from 'commander'
import type { ExportFormat } from '../../api/contract/receipts.ts'
import type { ExportOptions } from '../commands/receipts-export.ts'
import type { VerifyOptions } from '../commands/receipts-verify.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson } from './options.ts'

/** Written out: help loads nothing of the contract. */
const FORMATS = ['jsonl', 'csv', 'flat'] as const satisfies readonly ExportFormat[]

export function addReceiptCommands(program: Command, act: Act): void {
  const receipts = program.command('receipts').description('receipts: proof of who did what, and how sure they were')
  addJson(
    receipts
      .command('verify')
      .description('check an export by itself, without a server')
      .argument('<file>', 'the file of an export; - reads it from stdin')
      .option('--key <fingerprint>', 'whose signature it must carry, as `receipts key` tells it'),
  ).action((file: string, flags: VerifyOptions) =>
    act.alone(async (session) => (await import('../commands/receipts-verify.ts')).verifyReceipts(session, file, flags)),
  )
  receipts
    .command('export')
    .description('print receipts, one a line, with what proves them')
    .option('--run <run>', 'only those of this run')
    .option('--workflow <id>', 'only those of this WorkChart')
    .addOption(new Option('--format <format>', 'csv and flat are tables').choices(FORMATS).default('jsonl'))
    .option('--out <file>', 'write them to a file')
    .action((flags: ExportOptions) =>
      act.connected(async (session) => (await import('../commands/receipts-export.ts')).exportReceipts(session, flags)),
    )
  addJson(receipts.command('key').description('print whose signature receipts carry, to check exports with')).action(
    (flags: JsonOption) =>
      act.connected(async (session) => (await import('../commands/receipts-key.ts')).showReceiptKey(session, flags)),
  )
}
