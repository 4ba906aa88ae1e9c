import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { MERGE_STRATEGIES } from '../../core/memory/change-memory.ts'
import { MEMORY_STATUSES, MEMORY_TYPES } from '../../core/memory/memory-item.ts'
import type {
  MemoryChange,
  MemoryDecideOptions,
  MemoryEditOptions,
  MemoryMergeOptions,
} from '../commands/memory-change.ts'
import type { MemoryListOptions } from '../commands/memory-list.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, PAGE_MAX, PAGE_USUAL, wholeNumber } from './options.ts'

const ITEM = 'the id of an item, as `memory list` prints it or a handoff names it'

export function addMemoryCommands(program: Command, act: Act): void {
  const memory = program.command('memory').description('what stages found out: see and decide it')
  addReading(memory, act)
  deciding(memory, act, {
    verb: 'approve',
    description: 'give it to the stages that ask for such; again: call it stable',
  })
  deciding(memory, act, { verb: 'reject', description: 'say no to a candidate; found again, it stays rejected' })
  deciding(memory, act, { verb: 'deprecate', description: 'take it out of use' })
  addEditing(memory, act)
}

function addReading(memory: Command, act: Act): void {
  addJson(memory.command('list').description('list what stages found, the newest first'))
    .addOption(new Option('--status <status>', 'in this state').choices(MEMORY_STATUSES).default('candidate'))
    .addOption(new Option('--type <type>', 'of this type').choices(MEMORY_TYPES))
    .option('--search <text>', 'with this text')
    .option('--limit <number>', 'how many', wholeNumber(1, PAGE_MAX), PAGE_USUAL)
    .action((flags: MemoryListOptions) =>
      act.connected(async (session) => (await import('../commands/memory-list.ts')).listMemory(session, flags)),
    )
  addJson(
    memory.command('show').description('show all it says, and where it came from').argument('<item>', ITEM),
  ).action((item: string, flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/memory-show.ts')).showMemory(session, item, flags)),
  )
}

interface Deciding {
  readonly verb: MemoryChange['verb']
  readonly description: string
}

function deciding(memory: Command, act: Act, { verb, description }: Deciding): void {
  changing(memory, verb, description).action((typed: string, flags: MemoryDecideOptions) =>
    act.connected(async (session) =>
      (await import('../commands/memory-change.ts')).changeMemory(session, { typed, verb, body: {} }, flags),
    ),
  )
}

function changing(memory: Command, name: string, description: string): Command {
  return addJson(memory.command(name).description(description).argument('<item>', ITEM))
    .option('--note <text>', 'why, for whoever looks at it later')
    .option(
      '--seen <revision>',
      'only if it is still as `memory show` printed it',
      wholeNumber(1, Number.MAX_SAFE_INTEGER),
    )
}

function addEditing(memory: Command, act: Act): void {
  changing(memory, 'edit', 'change what it says')
    .option('--content <text>', 'what it says instead')
    .addOption(new Option('--type <type>', 'what it is instead').choices(MEMORY_TYPES))
    .option('--confidence <share>', 'how sure it is, from 0 to 1', toShare)
    .action((item: string, flags: MemoryEditOptions) =>
      act.connected(async (session) => (await import('../commands/memory-change.ts')).editMemory(session, item, flags)),
    )
  addJson(
    memory
      .command('merge')
      .description('make one of two: the first is taken out of use')
      .argument('<item>', ITEM)
      .argument('<into>', 'the one that stays'),
  )
    .addOption(new Option('--strategy <strategy>', 'whose words stay').choices(MERGE_STRATEGIES).default('keep_target'))
    .action((typed: string, into: string, flags: MemoryMergeOptions) =>
      act.connected(async (session) =>
        (await import('../commands/memory-change.ts')).mergeMemory(session, { typed, into }, flags),
      ),
    )
}

function toShare(text: string): number {
  const share = Number(text)
  if (text.trim() !== '' && share >= 0 && share <= 1) return share
  throw new InvalidArgumentError('Give a number from 0 to 1.')
}
