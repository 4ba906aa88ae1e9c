import type { JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { typedValue } from '../../core/schema/typed-value.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'

/** `name=value` pairs as typed behind an option, split at the first `=`. A name that is given twice is refused. */
export function parsePairs(
  option: string,
  pairs: readonly string[] = [],
): Result<ReadonlyMap<string, string>, CliFailure> {
  const wrong = pairs.find((pair) => pair.indexOf('=') < 1)
  if (wrong !== undefined)
    return err(
      usageFailure('pair-spelling', `"${wrong}" is not a name and a value.`, `Write it as \`${option} name=value\`.`),
    )
  const names = pairs.map((pair) => pair.slice(0, pair.indexOf('=')))
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined)
    return err(usageFailure('pair-repeated', `"${twice}" is given twice.`, `Give one \`${option} ${twice}=…\`.`))
  return ok(new Map(pairs.map((pair, index) => [names[index] ?? '', pair.slice(pair.indexOf('=') + 1)])))
}

/** The values as the schemas want them: text stays text, and for any other type it is read as JSON where it is JSON. */
export function toTyped(
  pairs: ReadonlyMap<string, string>,
  schemaOf: (name: string) => JsonObject | undefined,
): JsonObject {
  return Object.fromEntries([...pairs].map(([name, text]) => [name, typedValue(text, schemaOf(name))]))
}

/** The schema of one property of an object. */
export function propertySchema(schema: JsonObject, name: string): JsonObject | undefined {
  const properties = schema['properties']
  const property = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
  return isJsonObject(property) ? property : undefined
}
