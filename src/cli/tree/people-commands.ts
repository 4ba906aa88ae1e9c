import type { Command } from 'commander'
import { Option } from 'commander'
import { ROLES } from '../../core/people/role.ts'
import { SCOPES } from '../../core/people/scope.ts'
import type { AuditOptions } from '../commands/audit.ts'
import type { PersonOptions } from '../commands/people-change.ts'
import type { TokenOptions } from '../commands/tokens.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, PAGE_USUAL, repeatable, wholeNumber } from './options.ts'

const PERSON = 'who: a reference such as human:mei-lin'
const EXAMPLES = `
Examples:
  workcharts people add "Mei Lin" --email mei@example.com --role approver --team support
  workcharts people change human:mei-lin --role approver --role viewer
`
const AUDIT_MAX = 500
const DAYS_MAX = 366
const DAYS_USUAL = 90

export function addPeopleCommands(program: Command, act: Act): void {
  const people = program.command('people').description('who there is in this house, and what they may do')
  addJson(people.command('list').description('list people with their roles, teams and ventures')).action(
    (flags: JsonOption) =>
      act.connected(async (session) => (await import('../commands/people-list.ts')).listPeople(session, flags)),
  )
  addPersonFlags(people.command('add').description('add somebody').argument('<name>', 'what others call them'))
    .requiredOption('--email <address>', 'where they are reached')
    .addHelpText('after', EXAMPLES)
    .action((name: string, flags: PersonOptions & { readonly email: string }) =>
      act.connected(async (session) => (await import('../commands/people-change.ts')).addPerson(session, name, flags)),
    )
  addPersonFlags(people.command('change').description('change somebody; lists take the place of those before'))
    .argument('<person>', PERSON)
    .option('--name <name>', 'what others call them')
    .option('--email <address>', 'where they are reached')
    .option('--all-ventures', 'let them see the work of all ventures')
    .action((ref: string, flags: PersonOptions) =>
      act.connected(async (session) =>
        (await import('../commands/people-change.ts')).changePerson(session, ref, flags),
      ),
    )
  addJson(people.command('invite').description('make a link with which somebody chooses a password; it works once'))
    .argument('<person>', PERSON)
    .action((ref: string, flags: JsonOption) =>
      act.connected(async (session) =>
        (await import('../commands/people-invite.ts')).invitePerson(session, ref, flags),
      ),
    )
  addJson(people.command('remove').description('remove somebody: they may do nothing any more'))
    .argument('<person>', PERSON)
    .action((ref: string, flags: JsonOption) =>
      act.connected(async (session) =>
        (await import('../commands/people-change.ts')).removePerson(session, ref, flags),
      ),
    )
  addTokenCommands(program, act)
  addAuditCommand(program, act)
}

function addPersonFlags(command: Command): Command {
  return addJson(command)
    .addOption(oneOf('--role <role>', 'what they are there for; may be repeated', ROLES))
    .addOption(repeatable('--team <name>', 'a team they are in; may be repeated'))
    .addOption(repeatable('--venture <name>', 'a venture whose work they see, and no other; may be repeated'))
}

function addTokenCommands(program: Command, act: Act): void {
  const tokens = program.command('tokens').description('what programs prove themselves with')
  addJson(tokens.command('list').description('list tokens; a token itself is never shown again')).action(
    (flags: JsonOption) =>
      act.connected(async (session) => (await import('../commands/tokens.ts')).listTokens(session, flags)),
  )
  addJson(tokens.command('create').description('make a token; it is printed once'))
    .argument('<name>', 'what it is for')
    .addOption(oneOf('--scope <scope>', 'what it may be used for; may be repeated', SCOPES).makeOptionMandatory())
    .option('--days <number>', 'how long it works', wholeNumber(1, DAYS_MAX), DAYS_USUAL)
    .option('--service <name>', 'make it for a service instead of yourself')
    .action((name: string, flags: TokenOptions) =>
      act.connected(async (session) => (await import('../commands/tokens.ts')).createToken(session, name, flags)),
    )
  addJson(tokens.command('end').description('take a token back'))
    .argument('<token>', 'its id, as `tokens list` tells it')
    .action((id: string, flags: JsonOption) =>
      act.connected(async (session) => (await import('../commands/tokens.ts')).endToken(session, id, flags)),
    )
}

function addAuditCommand(program: Command, act: Act): void {
  addJson(program.command('audit').description('who asked for which change, as whom, and what came of it'))
    .option('--by <person>', 'of one person only')
    .option('--limit <number>', 'how many', wholeNumber(1, AUDIT_MAX), PAGE_USUAL)
    .action((flags: AuditOptions) =>
      act.connected(async (session) => (await import('../commands/audit.ts')).showAudit(session, flags)),
    )
}

/** One of these each time, in the order they were given. */
function oneOf(flags: string, description: string, choices: readonly string[]): Option {
  const option = new Option(flags, description).choices(choices)
  const check = option.parseArg
  return option.argParser((value: string, before: readonly string[] = []) => {
    check?.(value, undefined)
    return [...before, value]
  })
}
