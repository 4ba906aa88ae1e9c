import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestryOf } from '../../../src/core/workflow/ancestry.ts'
import type { Dependencies } from '../../../src/core/workflow/dependencies.ts'
import { batchesOf, dependenciesOf, dependentsOf } from '../../../src/core/workflow/dependencies.ts'
import { findCycle } from '../../../src/core/workflow/find-cycle.ts'
import type { Stage, StageId } from '../../../src/core/workflow/workflow.ts'

const id = (name: string) => name as StageId

/** `a: ''` says nothing about dependencies, `a: []` starts at once. */
function stagesOf(graph: Readonly<Record<string, readonly string[] | ''>>): readonly Stage[] {
  return Object.entries(graph).map(([name, needed]) => ({
    id: id(name),
    roles: { primary: { kind: 'agent', name: 'a' }, tools: [], named: {} },
    ...(needed !== '' && { dependsOn: needed.map(id) }),
  }))
}

function graphOf(graph: Readonly<Record<string, readonly string[] | ''>>): Dependencies {
  return dependenciesOf({ stages: stagesOf(graph) })
}

const anyGraph = fc
  .array(fc.array(fc.nat(11), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((rows) => graphOf(Object.fromEntries(rows.map((row, at) => [`s${at}`, row.map((to) => `s${to}`)]))))

describe('dependencies', () => {
  it('[WF90] a stage that says nothing waits for the stage before it in the list', () => {
    expect([...graphOf({ a: '', b: '', c: [], d: ['a', 'c'], e: '' })]).toEqual([
      ['a', []],
      ['b', ['a']],
      ['c', []],
      ['d', ['a', 'c']],
      ['e', ['d']],
    ])
  })

  it('[WF91] of two stages with the same id the first counts', () => {
    const [first, ...others] = stagesOf({ a: '', b: [] })
    const stages = [first, ...others, { ...others[0], dependsOn: [id('a')] }].flatMap((stage) => stage ?? [])
    expect(dependenciesOf({ stages: stages.map((stage) => ({ ...stage, id: stage.id ?? id('b') }) as Stage) })).toEqual(
      new Map([
        ['a', []],
        ['b', []],
      ]),
    )
  })

  it('[WF92] batches hold what can run together, in the order of the document', () => {
    expect(batchesOf(graphOf({ d: ['b', 'a'], b: [], a: [], c: ['a', 'a', 'unknown'] }))).toEqual([
      ['b', 'a'],
      ['d', 'c'],
    ])
    expect(batchesOf(graphOf({ a: ['b'], b: ['a'], c: ['b'], d: [] }))).toEqual([['d']])
  })

  it('[WF93] every stage runs after all that it waits for, or is held up by a loop', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const order = batchesOf(graph).flat()
        for (const [at, stage] of order.entries()) {
          const needed = (graph.get(stage) ?? []).filter((other) => graph.has(other))
          expect(needed.every((other) => order.indexOf(other) < at)).toBe(true)
        }
        expect(order.length === graph.size).toBe(findCycle(graph) === undefined)
      }),
    )
  })

  it('[WF94] a loop is named from its first stage on, each waiting for the next and the last for the first', () => {
    expect(findCycle(graphOf({ a: [], b: ['d'], c: ['b'], d: ['c'] }))).toEqual(['b', 'd', 'c'])
    expect(findCycle(graphOf({ late: ['b'], b: ['a'], a: ['b'] }))).toEqual(['b', 'a'])
    expect(findCycle(graphOf({ a: ['a'] }))).toEqual(['a'])
    expect(findCycle(graphOf({ a: '', b: '' }))).toBeUndefined()
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const loop = findCycle(graph) ?? []
        for (const [at, stage] of loop.entries()) {
          expect(graph.get(stage)).toContain(loop[(at + 1) % loop.length])
        }
        expect(new Set(loop).size).toBe(loop.length)
      }),
    )
  })

  it('[WF95] who waits for a stage is known, once each', () => {
    expect(dependentsOf(graphOf({ a: [], b: ['a', 'a'], c: ['a', 'gone'] }))).toEqual(
      new Map([
        ['a', ['b', 'c']],
        ['b', []],
        ['c', []],
      ]),
    )
  })

  it('[WF96] ancestors are all stages before a stage, at any distance', () => {
    const { isAncestor, ancestorsOf } = ancestryOf(graphOf({ d: ['c', 'gone'], c: ['a'], b: [], a: [] }))
    expect(ancestorsOf(id('d'))).toEqual(['a', 'c'])
    expect(ancestorsOf(id('b'))).toEqual([])
    expect(ancestorsOf(id('gone'))).toEqual([])
    expect([isAncestor(id('a'), id('d')), isAncestor(id('d'), id('a')), isAncestor(id('gone'), id('d'))]).toEqual([
      true,
      false,
      false,
    ])
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const ancestry = ancestryOf(graph)
        for (const stage of batchesOf(graph).flat()) {
          expect(new Set(ancestry.ancestorsOf(stage))).toEqual(walkUp(graph, stage))
        }
      }),
    )
  })

  it('[WF97] a chain of 10,000 stages is ordered, checked and related within seconds', { timeout: 60_000 }, () => {
    const chain = graphOf(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`s${at}`, ''])))
    const start = performance.now()
    expect(batchesOf(chain)).toHaveLength(10_000)
    expect(findCycle(chain)).toBeUndefined()
    expect(ancestryOf(chain).isAncestor(id('s0'), id('s9999'))).toBe(true)
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})

function walkUp(graph: Dependencies, stage: StageId): Set<StageId> {
  const seen = new Set<StageId>()
  const open = [...(graph.get(stage) ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next) || !graph.has(next)) continue
    seen.add(next)
    open.push(...(graph.get(next) ?? []))
  }
  return seen
}
