import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'

export interface JsonOption {
  readonly json?: true
}

export function addJson(command: Command): Command {
  return command.option('--json', 'print JSON instead of text')
}

/** An option that may be given several times; its value is the list in that order, undefined where it is not given. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: readonly string[] = []) => [...before, value])
}

/** A flag whose name begins with `no-` and that stands beside an option without it: `--no-input` and `--input <…>`. */
export function flagNamedNo(flags: string, description: string): Option {
  const option = new Option(flags, description)
  option.negate = false
  return option
}

/** The project that a plan or a run is made in. */
export function addProjectFlags(command: Command): Command {
  return command
    .option('--project <folder>', 'the folder of the project; without it the one you stand in')
    .option('--no-project', 'leave the project out')
    .option('--trust', 'accept what the project brings along now, for this call only')
}

/** For an option that takes a whole number between two bounds. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return value
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`)
  }
}

/** The most the API gives in one page. */
export const PAGE_MAX = 200
export const PAGE_USUAL = 50
