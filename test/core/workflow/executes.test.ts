import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { isJsonObject } from '../../../src/core/basics/json.ts'
import { EXECUTES } from '../../../src/core/workflow/executes.ts'
import { notYetExecuted } from '../../../src/core/workflow/not-yet-executed.ts'
import { workflowSchema } from '../../../src/core/workflow/workflow-schema.ts'
import { documentOf, fixture, withKeys, withStageKeys } from '../../support/documents.ts'

/** Every path of keys that a schema knows, in the spelling of the table. */
function pathsIn(schema: Json, path: string): readonly string[] {
  if (!isJsonObject(schema)) return []
  const { properties, additionalProperties, items, anyOf } = schema
  const alternatives = (Array.isArray(anyOf) ? anyOf : []).flatMap((inner: Json) => pathsIn(inner, path))
  const inItems = items === undefined ? [] : [`${path}[]`, ...pathsIn(items, `${path}[]`)]
  return [...alternatives, ...inItems, ...pathsOfNames(additionalProperties, path), ...pathsOfKeys(properties, path)]
}

function pathsOfKeys(properties: Json | undefined, path: string): readonly string[] {
  return Object.entries(properties ?? {}).flatMap(([key, inner]) => {
    const own = path === '' ? key : `${path}.${key}`
    return [own, ...pathsIn(inner, own)]
  })
}

function pathsOfNames(inner: Json | undefined, path: string): readonly string[] {
  return isJsonObject(inner) ? [`${path}.*`, ...pathsIn(inner, `${path}.*`)] : []
}

function found(text: string): readonly string[] {
  return notYetExecuted(documentOf(text), 'warning').map(({ line, column, pointer }) => `${line}:${column} ${pointer}`)
}

describe('what this build carries out', () => {
  it('[WF130] the table says of every key of the format whether it is carried out', () => {
    expect(Object.keys(EXECUTES).sort()).toEqual([...new Set(pathsIn(workflowSchema(), ''))].sort())
  })

  it('[WF131] the examples use nothing that is not carried out', () => {
    expect(notYetExecuted(documentOf(fixture('seed.json'), 'a.json'), 'error')).toEqual([])
    expect(notYetExecuted(documentOf(fixture('refund-requests.yaml')), 'error')).toEqual([])
  })

  it.each([
    [
      'all of one line in its order',
      withKeys('roles: { r: { default: "workflow:b" }, s: { default: "workflow:c" } }'),
      ['1:15 /roles/r/default', '1:45 /roles/s/default'],
    ],
    [
      'a workflow as primary',
      withStageKeys().replace('agent:worker', 'workflow:other'),
      ['4:14 /stages/0/roles/primary'],
    ],
    [
      'a workflow in another role',
      withStageKeys().replace('primary', 'editor: "workflow:b", primary'),
      ['4:14 /stages/0/roles/editor'],
    ],
    ['a workflow as default of a role', withKeys('roles: { r: { default: "workflow:b" } }'), ['1:15 /roles/r/default']],
  ])('[WF132] %s is named at its key', (_, text, places) => {
    expect(found(text)).toEqual(places)
  })

  it('[WF133] the same key with a value that is carried out is fine', () => {
    expect(
      found(
        withKeys(
          'x-budget: 1',
          'inputs: { budget: { type: object, properties: { calendar: {} } } }',
          'triggers: [{ id: a, type: schedule, cron: "", timezone: "", overlap: skip, catch_up: none }, { type: manual }]',
        ),
      ),
    ).toEqual([])
  })

  it('[WF134] it is a warning where the document is looked at, and an error where it is published', () => {
    const document = documentOf(withKeys('roles: { r: { default: "workflow:b" } }'))
    expect(notYetExecuted(document, 'warning').map(({ severity }) => severity)).toEqual(['warning'])
    expect(notYetExecuted(document, 'error')).toEqual([
      {
        rule: 'not-yet-executed',
        severity: 'error',
        file: 'work.yaml',
        line: 1,
        column: 15,
        pointer: '/roles/r/default',
        message: 'Calling another workflow is not carried out yet.',
        help: 'Name a person, an agent or a skill.',
      },
    ])
  })
})
