import type { Command } from 'commander'
import { Option } from 'commander'
import type { AddOptions } from '../commands/connections-add.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, repeatable } from './options.ts'

const NAME = 'the name of a connection'
const EXAMPLES = `
Examples:
  workcharts connections add claude --provider anthropic --model <model> --key-from-env ANTHROPIC_API_KEY
  workcharts connections add ollama --provider openai-compatible --base-url http://localhost:11434/v1 --model <model>
  workcharts connections add coder --program claude-code -- claude
`

export function addConnectionCommands(program: Command, act: Act): void {
  const connections = program.command('connections').description('who answers for agents: models and commands')
  addJson(connections.command('list').description('list connections; a key is never shown')).action(
    (flags: JsonOption) =>
      act.connected(async (session) =>
        (await import('../commands/connections-list.ts')).listConnections(session, flags),
      ),
  )
  addAdding(connections, act)
  addJson(
    connections
      .command('test')
      .description('reach for a connection without giving it any work, and say what came of it')
      .argument('<name>', NAME),
  ).action((name: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/connections-test.ts')).testConnection(session, name, flags),
    ),
  )
  addChanging(connections, act)
}

function addAdding(connections: Command, act: Act): void {
  addJson(
    connections
      .command('add')
      .description('add a connection; a key comes from a variable or stdin, never from the command line')
      .argument('<name>', 'what to call it: small letters, digits and hyphens')
      .argument('[command...]', 'for --program, after --: the program and its words'),
  )
    .addOption(new Option('--provider <kind>', 'a model').choices(['anthropic', 'openai-compatible']))
    .option('--base-url <address>', 'where the model is reached, such as http://localhost:11434/v1')
    .option('--model <name>', 'the model that agents get, as the provider calls it')
    .addOption(repeatable('--alias <short=model>', 'a short name that agents use for a model; may be repeated'))
    .addOption(
      new Option('--program <kind>', 'a command on this computer instead of a model')
        .choices(['claude-code', 'codex', 'json-lines'])
        .conflicts(['provider', 'baseUrl', 'model', 'alias', 'keyFromEnv', 'keyStdin']),
    )
    .option('--folder <path>', 'where the command works; without it, in a fresh folder each time')
    .addOption(repeatable('--env <name>', 'a variable that the command is given too; may be repeated'))
    .addOption(new Option('--key-from-env <name>', 'read the key from this variable').conflicts('keyStdin'))
    .option('--key-stdin', 'read the key from stdin')
    .option('--default', 'make it the one that agents get who ask for no other')
    .option('--replace', 'take the place of the connection that has this name')
    .addHelpText('after', EXAMPLES)
    .action((name: string, words: readonly string[], flags: AddOptions) =>
      act.connected(async (session) =>
        (await import('../commands/connections-add.ts')).addConnectionBy(session, { name, words }, flags),
      ),
    )
}

function addChanging(connections: Command, act: Act): void {
  addJson(
    connections
      .command('default')
      .description('make a connection the one that agents get who ask for no other')
      .argument('<name>', NAME),
  ).action((name: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/connections-default.ts')).makeDefaultConnection(session, name, flags),
    ),
  )
  addJson(
    connections.command('remove').description('remove a connection and erase its key').argument('<name>', NAME),
  ).action((name: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/connections-remove.ts')).removeConnection(session, name, flags),
    ),
  )
}
