import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { boundsOf } from '../../../src/web/derive/bounds-of.ts'
import type { BuilderStage } from '../../../src/web/derive/builder-view.ts'
import { ANYONE, builderView } from '../../../src/web/derive/builder-view.ts'
import { STAGE_SIZE } from '../../../src/web/derive/canvas-places.ts'
import { sizeAt } from '../../../src/web/derive/canvas-size.ts'
import { everyPlace, placesAfter } from '../../../src/web/derive/every-place.ts'
import { createKeeper } from '../../../src/web/derive/keep-unchanged.ts'
import { itemsFor } from '../../../src/web/derive/palette-items.ts'
import { rowLayout } from '../../../src/web/derive/row-layout.ts'
import { spreadOut } from '../../../src/web/derive/spread-out.ts'
import { stageAt } from '../../../src/web/derive/stage-at.ts'
import { hueOf } from '../../../src/web/derive/stage-hue.ts'
import { stagesToFollow } from '../../../src/web/derive/stages-to-follow.ts'
import { toNodes } from '../../../src/web/screens/builder/canvas-flow.ts'

const NONE: ReadonlySet<string> = new Set()

function ids(...names: readonly string[]): readonly StageId[] {
  return names as readonly StageId[]
}

function listed(edges: Readonly<Record<string, readonly string[]>>) {
  return Object.entries(edges).map(([id, before]) => ({ id: id as StageId, dependsOn: ids(...before) }))
}

function stagesOf(text: string): readonly BuilderStage[] {
  return builderView({ file: 'a.yaml', text: `workflow_id: a\nstages:\n${text}` }).stages
}

it('[UI93] how much of a stage is drawn changes at 75 and at 35 %', () => {
  expect([1, 0.75, 0.74, 0.35, 0.34, 0.05].map(sizeAt)).toEqual(['near', 'near', 'middle', 'middle', 'far', 'far'])
})

describe('the layout', () => {
  it('[UI94] each stage stands in the row below all that it waits for, near them', () => {
    const places = rowLayout(listed({ a: [], b: ['a'], c: ['a'], d: ['b', 'c'] }))
    expect([...places].map(([id, { y }]) => [id, y / 132])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
      ['d', 2],
    ])
    expect([places.get('a')?.x, places.get('d')?.x]).toEqual([134, 134])
    expect([places.get('b')?.x, places.get('c')?.x]).toEqual([0, 268])
  })

  it('[UI94] stages on a loop stand below all others, and ids that name no stage hold nothing up', () => {
    const places = rowLayout(listed({ a: ['gone'], b: ['c'], c: ['b'] }))
    expect([...places].map(([id, { y }]) => [id, y])).toEqual([
      ['a', 0],
      ['b', 132],
      ['c', 132],
    ])
    expect(rowLayout([])).toEqual(new Map())
  })

  it('[UI94] whatever waits for what, every stage has a place of its own, always the same', () => {
    const graph = fc.array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 30 })
    fc.assert(
      fc.property(graph, (waits) => {
        const stages = waits.map((before, index) => {
          return { id: `s${index}` as StageId, dependsOn: ids(...before.map((other) => `s${other}`)) }
        })
        const places = [...rowLayout(stages)]
        expect(new Set(places.map(([id]) => id)).size).toBe(stages.length)
        expect([...rowLayout(stages)]).toEqual(places)
        for (const [id, { x, y }] of places) {
          const beside = places.filter(([other, place]) => other !== id && place.y === y)
          expect(beside.every(([, place]) => Math.abs(place.x - x) >= STAGE_SIZE.width)).toBe(true)
        }
      }),
    )
  })

  it('[UI94] edges over very many rows do not stop it', () => {
    const long = Array.from({ length: 1_000 }, (_, index) => {
      return { id: `s${index}` as StageId, dependsOn: index === 0 ? [] : ids(`s${index - 1}`, 's0') }
    })
    expect(rowLayout(long).size).toBe(1_000)
  })

  it('[UI94] what pushes each other stands around where it would like to be', () => {
    const at = (...wishes: readonly number[]) =>
      spreadOut(
        wishes.map((wish) => ({ wish, width: 10 })),
        2,
      )
    expect(at(0, 0, 0)).toEqual([-12, 0, 12])
    expect(at(0, 100)).toEqual([0, 100])
    expect(at(0, 100, 100)).toEqual([0, 94, 106])
    expect(at(51, 0, 0)).toEqual([5, 17, 29])
  })

  it('[UI95] what is not placed stands below a placed stage that it waits for, beside what is there', () => {
    const stages = stagesOf('  - id: a\n  - id: b\n  - id: c\n    depends_on: [a]\n  - id: d\n    depends_on: []\n')
    const places = everyPlace(
      stages,
      new Map([
        ['a', { x: 500, y: 70 }],
        ['gone', { x: 1, y: 1 }],
      ]),
    )
    expect([...places].filter(([id]) => id !== 'd')).toEqual([
      ['a', { x: 500, y: 70 }],
      ['b', { x: 500, y: 202 }],
      ['c', { x: 768, y: 202 }],
    ])
    expect(everyPlace(stages, new Map())).toEqual(rowLayout(stages))
  })

  it('[UI101] when a stage is moved, what would follow it is placed where it is; nothing but the moved ones moves', () => {
    const stages = stagesOf('  - id: a\n  - id: b\n  - id: c\n')
    const moved = new Map([['a', { x: 900, y: 0 }]])
    const written = placesAfter(stages, new Map(), moved)
    expect([...written]).toEqual([
      ['a', { x: 900, y: 0 }],
      ['b', { x: 0, y: 132 }],
      ['c', { x: 0, y: 264 }],
    ])
    expect([...everyPlace(stages, written)].slice(1)).toEqual([...rowLayout(stages)].slice(1))
    expect([...placesAfter(stages, written, new Map([['c', { x: 5, y: 900 }]]))]).toEqual([['c', { x: 5, y: 900 }]])
  })
})

it('[UI96] a point belongs to the upper of the stages there, and the whole is what all of them cover', () => {
  const [low, high] = [
    { id: 'low', position: { x: 0, y: 0 } },
    { id: 'high', position: { x: 100, y: 50 } },
  ]
  const at = (x: number, y: number) => stageAt([low, high], { x, y })
  expect([at(0, 0), at(150, 60), at(320, 126), at(321, 60), at(150, -1), at(50, 77)]).toEqual([
    'low',
    'high',
    'high',
    undefined,
    undefined,
    undefined,
  ])
  expect(
    boundsOf(
      new Map([
        ['a', { x: -10, y: 5 }],
        ['b', { x: 90, y: 0 }],
      ]),
    ),
  ).toEqual({ x: -10, y: 0, width: 320, height: 81 })
  expect(boundsOf(new Map())).toEqual({ x: 0, y: 0, ...STAGE_SIZE })
})

it('[UI97] a small stage is seen by who does it, and a broken one by that', () => {
  const cards = [
    ANYONE,
    { ...ANYONE, ref: 'skill:sort', kind: 'judged' as const },
    { ...ANYONE, ref: 'skill:send', kind: 'exact' as const },
  ]
  const [stage] = stagesOf('  - id: a\n    roles: { primary: "human:ann" }\n') as [BuilderStage]
  const by = (primary: string, errors = 0) => hueOf({ ...stage, primary, errors }, cards)
  expect([by('human:ann'), by('skill:gone'), by('skill:sort'), by('skill:send'), by('skill:sort', 1)]).toEqual([
    'person',
    'person',
    'machine',
    'exact',
    'broken',
  ])
})

describe('what stays', () => {
  const before = '  - id: a\n  - id: b\n'

  it('[UI98] stages that say the same stay the same objects', () => {
    const keep = createKeeper<BuilderStage>()
    const [a, b] = keep(stagesOf(before))
    const [sameA, otherB] = keep(stagesOf('  - id: a\n  - id: b\n    name: B\n'))
    expect([sameA === a, otherB === b, otherB?.name]).toEqual([true, false, 'B'])
  })

  it('[UI98] so do their nodes, unless they are dragged, chosen or moved', () => {
    const stages = stagesOf(before)
    const shown = { places: everyPlace(stages, new Map()), cards: [ANYONE], notes: new Map([['a', ['First']]]) }
    const drawn = { ...shown, selected: null, many: NONE, from: null }
    const nodes = toNodes(stages, drawn, [])
    expect(
      toNodes(stages, { ...drawn, notes: new Map([['a', ['First']]]) }, nodes).map(
        (node, index) => node === nodes[index],
      ),
    ).toEqual([true, true])
    const noted = toNodes(stages, { ...drawn, notes: new Map([['b', ['Then']]]) }, nodes)
    expect(noted.map((node, index) => node === nodes[index])).toEqual([false, false])
    const chosen = toNodes(stages, { ...drawn, many: new Set(['b']) }, nodes)
    expect(chosen.map((node, index) => node === nodes[index])).toEqual([true, false])
    const dragged = nodes.map((node) => ({ ...node, dragging: true }))
    expect(toNodes(stages, drawn, dragged).map((node, index) => node === dragged[index])).toEqual([false, false])
  })
})

it('[UI99] what is looked for holds every word, and what begins like the first comes first', () => {
  const item = (words: string) => ({ id: words, words, hint: '', run: () => undefined })
  const items = ['Resend the mail', 'Go to Send', 'Add Send e-mail', 'Undo'].map(item)
  const found = (typed: string) => itemsFor(items, typed).map(({ words }) => words)
  expect(found('send')).toEqual(['Go to Send', 'Add Send e-mail', 'Resend the mail'])
  expect(found(' MAIL send ')).toEqual(['Resend the mail', 'Add Send e-mail'])
  expect(found('')).toHaveLength(4)
  expect(
    itemsFor(
      Array.from({ length: 60 }, (_, index) => item(`Stage ${index}`)),
      'stage',
    ),
  ).toHaveLength(50)
})

it('[UI102] of many stages that one could come after, those it does come after and those that are found are shown', () => {
  const stages = Array.from({ length: 60 }, (_, index) => ({ id: `s${index}` as StageId, name: `Stage ${index}` }))
  const shown = (count: number, looked: string) =>
    stagesToFollow(stages.slice(0, count), { id: 's0' as StageId, dependsOn: ids('s59') }, looked).map(({ id }) => id)
  expect(shown(51, 'nothing')).toHaveLength(50)
  expect(shown(60, 'stage 3')).toEqual(
    [3, 13, 23, ...Array.from({ length: 10 }, (_, index) => 30 + index), 43, 53, 59].map((index) => `s${index}`),
  )
  expect(shown(60, '')).toEqual([...stages.slice(1, 51).map(({ id }) => id), 's59'])
})
