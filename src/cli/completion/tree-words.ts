import type { CommandNode } from '../describe-command.ts'

/** A command and all below it, the outer ones first. */
export function allCommands(root: CommandNode): readonly CommandNode[] {
  return [root, ...root.commands.flatMap(allCommands)]
}

/** The path below the program: `runs list`; empty for the program itself. */
export function pathBelow(root: CommandNode, { path }: CommandNode): string {
  return path.slice(root.path.length).trimStart()
}

export interface Valued {
  /** Where it is typed: `runs list --status`. */
  readonly at: string
  /** The values it has; none: any, a file perhaps. */
  readonly choices: readonly string[]
}

/** Every option that a value follows, in the command it belongs to. */
export function valuedOptions(root: CommandNode): readonly Valued[] {
  return allCommands(root).flatMap((command) =>
    command.options
      .filter(({ takesValue }) => takesValue)
      .flatMap(({ flags, choices }) => flags.map((flag) => ({ at: `${pathBelow(root, command)} ${flag}`, choices }))),
  )
}
