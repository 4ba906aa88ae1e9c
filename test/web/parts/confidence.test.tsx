import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { BigConfidence, Confidence } from '../../../src/web/parts/confidence.tsx'

describe('the confidence part', () => {
  it('[UI4] number, limit and source', () => {
    const { getByRole } = render(<Confidence value={0.71} threshold={0.9} source="reported" />)
    const part = getByRole('img', { name: '71 % sure, asks a person below 90 %, its own estimate, not checked yet' })
    expect(part.textContent).toBe('71 %')
    expect(part.className).toContain('confidence-low confidence-own')
    expect(part.querySelector('i')?.style.width).toBe('71%')
    expect(part.querySelector<HTMLElement>('.confidence-bar > b')?.style.left).toBe('90%')
  })

  it('[UI4] not known has no fill and no number, but keeps its limit', () => {
    const { container } = render(<Confidence value={null} threshold={0.85} source="none" />)
    expect(container.textContent).toBe('Not known')
    expect(container.querySelector('.confidence-bar > i')).toBeNull()
    expect(container.querySelector('.confidence-bar > b')).not.toBeNull()
    expect(container.querySelector('.confidence-unknown')).not.toBeNull()
  })

  it('[UI4] large, it says the limit in words', () => {
    const { container } = render(<BigConfidence value={0.71} threshold={0.9} source="scored" />)
    expect(container.textContent).toContain('71 % sure')
    expect(container.textContent).toContain('asks below 90 %')
    expect(render(<BigConfidence value={null} threshold={null} source="none" />).container.textContent).toContain(
      'Not known how sure',
    )
  })
})
