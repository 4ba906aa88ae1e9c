import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { typedValue } from '../schema/typed-value.ts'

/** What a cell of a table means to a schema: a choice by its title, yes and no as people write them, else `typedValue`. */
export function cellValue(cell: string, schema: JsonObject): Json {
  const choice = titledChoice(cell, schema['oneOf'])
  if (choice !== undefined) return choice
  return schema['type'] === 'boolean' ? (YES_NO.get(cell.toLowerCase()) ?? cell) : typedValue(cell, schema)
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['1', true],
  ['no', false],
  ['false', false],
  ['0', false],
])

function titledChoice(cell: string, choices: Json | undefined): Json | undefined {
  if (!Array.isArray(choices)) return undefined
  return choices.filter(isJsonObject).find((choice) => choice['title'] === cell)?.['const']
}
