import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countHidden, splitHidden } from '../../../src/web/derive/hidden-characters.ts'

describe('hidden characters', () => {
  it('[UI8] a right-to-left override becomes a mark', () => {
    expect(splitHidden('Pay 52\u202e now')).toEqual([
      { type: 'text', text: 'Pay 52' },
      { type: 'hidden', code: 'U+202E', name: 'right-to-left override' },
      { type: 'text', text: ' now' },
    ])
  })

  it.each(['\u200b', '\u0000', '\u001b', '\u007f', '\u2066', '\ufeff', '\u{e0041}', '\u3164', '\u2028'])(
    '[UI8] %j is hidden',
    (character) => {
      expect(countHidden(`a${character}b`)).toBe(1)
    },
  )

  it.each(['two\nlines\tand a tab\r\n', '👩‍👩‍👧 family', '👍🏽', '£52 – café', 'سلام', ''])(
    '[UI8] %j is all seen',
    (text) => {
      expect(countHidden(text)).toBe(0)
    },
  )

  it('[UI8] one that nobody has a name for is still shown', () => {
    expect(splitHidden('\u206f')).toEqual([{ type: 'hidden', code: 'U+206F', name: 'hidden character' }])
  })

  it('[UI8] nothing of a text is lost or put elsewhere', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const back = splitHidden(text).map((piece) =>
          piece.type === 'text' ? piece.text : String.fromCodePoint(Number.parseInt(piece.code.slice(2), 16)),
        )
        expect(back.join('')).toBe(text)
      }),
    ))
})
