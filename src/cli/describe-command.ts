import type { Argument, Command, Option } from 'commander'

/** A command as it is documented and completed. */
export interface CommandNode {
  readonly name: string
  /** With the commands above it: `workcharts runs list`. */
  readonly path: string
  readonly description: string
  readonly arguments: readonly ArgumentNode[]
  readonly options: readonly OptionNode[]
  readonly commands: readonly CommandNode[]
}

export interface ArgumentNode {
  /** `<run>`, or `<people...>` where there may be several. */
  readonly term: string
  readonly description: string
  readonly choices: readonly string[]
}

export interface OptionNode {
  /** As typed: `-f`, `--follow`. */
  readonly flags: readonly string[]
  /** As shown: `--count <number>`. */
  readonly term: string
  readonly description: string
  readonly takesValue: boolean
  readonly choices: readonly string[]
  /** What it is when it is left out, where that is worth saying. */
  readonly usual: string | undefined
}

/** The tree under a command, with the options that every command has. */
export function describeCommand(command: Command, above = ''): CommandNode {
  const path = `${above}${command.name()}`
  const help = command.createHelp()
  return {
    name: command.name(),
    path,
    description: command.description(),
    arguments: command.registeredArguments.map(toArgument),
    options: help.visibleOptions(command).map(toOption),
    commands: command.commands.map((child) => describeCommand(child, `${path} `)),
  }
}

function toArgument(argument: Argument): ArgumentNode {
  const dots = argument.variadic ? '...' : ''
  return { term: `<${argument.name()}${dots}>`, description: argument.description, choices: argument.argChoices ?? [] }
}

function toOption(option: Option): OptionNode {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    term: option.flags,
    description: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
    usual: option.defaultValue === undefined || option.negate ? undefined : String(option.defaultValue),
  }
}
