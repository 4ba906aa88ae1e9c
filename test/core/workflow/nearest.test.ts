import { describe, expect, it } from 'vitest'
import { didYouMean, NEAREST_CANDIDATES_MAX, NEAREST_WORD_MAX, nearest } from '../../../src/core/workflow/nearest.ts'

const KEYS = ['timeout', 'retry', 'gate', 'when', 'on_error']

describe('the nearest name', () => {
  it.each([
    ['timout', 'timeout'],
    ['timeoutt', 'timeout'],
    ['tiemout', 'timeout'],
    ['TIMEOUT', 'timeout'],
    ['rerty', 'retry'],
    ['onError', 'on_error'],
    ['gat', 'gate'],
    ['wh', undefined],
    ['escalation', undefined],
    ['', undefined],
    ['x'.repeat(NEAREST_WORD_MAX + 1), undefined],
  ])('[WF83] one slip for each three letters is forgiven: %s', (word, expected) => {
    expect(nearest(word, KEYS)).toBe(expected)
  })

  it('[WF84] of two names the nearer wins, and of two equally near ones the first', () => {
    expect(nearest('stages', ['stage', 'stages-2', 'stages'])).toBe('stages')
    expect(nearest('cat', ['bat', 'car'])).toBe('bat')
  })

  it('[WF85] a long list of names is looked at only in part', () => {
    const many = Array.from({ length: NEAREST_CANDIDATES_MAX }, (_, at) => `name-${at}`)
    expect(nearest('timout', ['timeout', ...many])).toBe('timeout')
    expect(nearest('timout', [...many, 'timeout'])).toBeUndefined()
  })

  it('[WF86] the question is asked only where a name is near', () => {
    expect(didYouMean('gat', KEYS, 'Remove it.')).toBe('Did you mean `gate`?')
    expect(didYouMean('colour', KEYS, 'Remove it.')).toBe('Remove it.')
  })
})
