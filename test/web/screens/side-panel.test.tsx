import { cleanup, fireEvent, render } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { SidePanel } from '../../../src/web/screens/builder/side-panel.tsx'

afterEach(cleanup)

/** A list whose entries can be taken out, below another part. */
function TwoParts() {
  const [people, setPeople] = useState(['Ann', 'Ben'])
  return (
    <SidePanel label="Stage">
      <section>
        <input aria-label="Name" />
      </section>
      <section>
        {people.map((person) => (
          <p key={person}>
            <button type="button" onClick={() => setPeople(people.filter((each) => each !== person))}>
              Take out {person}
            </button>
          </p>
        ))}
        <input aria-label="Add" />
      </section>
    </SidePanel>
  )
}

it('[UI113] who takes out what has the focus goes on in the same part', () => {
  const { getByText } = render(<TwoParts />)
  const out = getByText('Take out Ann')
  out.focus()
  fireEvent.click(out)
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Add')
})

it('[UI113] what goes away elsewhere leaves the focus where it is', () => {
  const { getByText, getByLabelText } = render(<TwoParts />)
  getByLabelText('Name').focus()
  fireEvent.click(getByText('Take out Ann'))
  expect(document.activeElement).toBe(getByLabelText('Name'))
})
