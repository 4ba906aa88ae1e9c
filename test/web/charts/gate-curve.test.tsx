import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { GateCurve } from '../../../src/web/charts/gate-curve.tsx'
import { curveDrawing } from '../../../src/web/derive/gate-curve.ts'
import { aGate } from '../../support/web-gates.ts'

afterEach(cleanup)

function aCurve(given: Parameters<typeof aGate>[0] = {}, chosen = 7) {
  const choices: number[] = []
  const page = render(
    <GateCurve
      drawing={curveDrawing(aGate(given), 0.02)}
      chosen={chosen}
      chosenWords={['62 % without a person', '0.6 wrong in 100, at most 1.8']}
      onChoose={(place) => choices.push(place)}
    />,
    { wrapper: MantineProvider },
  )
  const words = () => [...page.container.querySelectorAll('text')].map(({ textContent }) => textContent)
  return { ...page, choices, words }
}

it('[UI419] draws what was found, at most how many, the target, the choice and what can not be met', () => {
  const { container, words } = aCurve()
  expect(container.querySelectorAll('.gate-curve-point')).toHaveLength(16)
  expect(container.querySelectorAll('.gate-curve-bound')).toHaveLength(1)
  expect(container.querySelectorAll('.gate-curve-certified, .gate-curve-impossible')).toHaveLength(2)
  expect(container.querySelectorAll('.gate-curve-chosen')).toHaveLength(1)
  expect(words()).toEqual(
    expect.arrayContaining(['target: 2 wrong in 100', '62 % without a person', '0 %', '100 %', 'Certified']),
  )
})

it('[UI419] what nobody has checked has no point', () => {
  const { container } = aCurve({ chosen: null, leastToPeople: null, points: [] }, -1)
  expect(container.querySelectorAll('circle, .gate-curve-along, .gate-curve-certified')).toHaveLength(0)
})

it('[UI419] says a limit that is pointed at, and a click chooses it', () => {
  const { container, choices, words } = aCurve()
  const ground = container.querySelector('.gate-curve-ground')
  if (ground === null) throw new Error('Nothing takes the mouse.')
  ground.getBoundingClientRect = () => new DOMRect(100, 0, 200, 100)
  fireEvent.mouseMove(ground, { clientX: 100 + 0.77 * 200 })
  expect(words()).toEqual(expect.arrayContaining(['82 % sure', '77 % without a person, 3 wrong in 100, at most 4.7']))
  expect(words()).not.toContain('62 % without a person')
  fireEvent.click(ground, { clientX: 100 + 0.77 * 200 })
  fireEvent.mouseLeave(ground)
  expect(choices).toEqual([10])
  expect(words()).not.toContain('82 % sure')
})

it('[UI419] arrows look at the next limit, Enter chooses it and Escape goes back', () => {
  const { getByRole, choices, words } = aCurve()
  const along = getByRole('slider', { name: 'Look along the limits; Enter chooses one' })
  expect(along.getAttribute('aria-valuetext')).toContain('88 % sure: 62 % without a person')
  fireEvent.change(along, { target: { value: '8' } })
  expect(words()).toContain('86 % sure')
  fireEvent.keyDown(along, { key: 'Enter' })
  fireEvent.keyDown(along, { key: 'Escape' })
  expect(words()).not.toContain('86 % sure')
  expect(choices).toEqual([8])
  fireEvent.change(along, { target: { value: '9' } })
  fireEvent.blur(along)
  expect(words()).not.toContain('85 % sure')
})
