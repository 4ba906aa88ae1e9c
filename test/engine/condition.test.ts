import { expect, it } from 'vitest'
import { StoreError } from '../../src/engine/store.ts'
import { aWorld, startOf } from '../support/engine.ts'
import { aPlan, aStage, PERSON } from '../support/runs.ts'

it('[EN45] is starting until it looks after all runs', async () => {
  const { engine } = aWorld()
  expect(engine.condition()).toBe('starting')
  const recovering = engine.recover()
  expect(engine.condition()).toBe('starting')
  await recovering
  expect(engine.condition()).toBe('ready')
  await engine.close()
})

it('[EN45] has a full disk from a turn that found no space until one that did', async () => {
  let trouble: Error | undefined = new StoreError('full', new Error('no space'))
  const world = aWorld({
    beforeAppend: () => {
      if (trouble !== undefined) throw trouble
    },
  })
  const plan = aPlan([aStage('a', { primary: PERSON })])
  await world.engine.recover()
  await expect(startOf(world, plan)).rejects.toThrow('The disk is full')
  expect(world.engine.condition()).toBe('disk-full')
  trouble = new Error('another')
  await expect(startOf(world, plan)).rejects.toThrow('another')
  expect(world.engine.condition()).toBe('ready')
  trouble = new StoreError('full', new Error('no space'))
  await expect(startOf(world, plan)).rejects.toThrow('The disk is full')
  trouble = undefined
  await startOf(world, plan)
  expect(world.engine.condition()).toBe('ready')
  await world.engine.close()
})
