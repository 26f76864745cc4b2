import { Buffer } from 'node:buffer'
import { difference, shortened } from './difference.ts'

const came = Buffer.from('0123456789\nabcdefghij')

describe('what was expected and what came', () => {
  it('is whole where there is room', () => {
    expect(difference({ came, expected: '0123456789\\nABC', at: 11 }, 40)).toEqual({
      expected: '0123456789\\nABC',
      came: '0123456789\\nabcdefghij',
      mark: { column: 12, length: 1 },
    })
  })

  it('is cut alike where both begin alike', () => {
    expect(difference({ came, expected: '0123456789\\nABCDEFGHIJK', at: 11 }, 12)).toEqual({
      expected: '…89\\nABCDEF…',
      came: '…89\\nabcdef…',
      mark: { column: 5, length: 1 },
    })
  })

  it('is four lines at most where they begin differently', () => {
    const { expected = '' } = difference(
      { came: undefined, expected: 'love '.repeat(99), at: undefined },
      12,
    )
    expect([expected.length, expected.at(-1)]).toEqual([48, '…'])
  })

  it('leaves words alone', () => {
    expect(difference({ came, expected: 'a line of text', at: 11 }, 12).expected).toBe(
      'a line of text',
    )
  })

  it('marks the place behind the last byte, where more was due', () => {
    expect(difference({ came: Buffer.from('OK'), expected: 'OK\\n', at: 2 }, 12)).toEqual({
      expected: 'OK\\n',
      came: 'OK',
      mark: { column: 2, length: 1 },
    })
  })

  it('tells nothing from no bytes', () => {
    const none = { expected: 'x', at: 0 }
    expect(difference({ ...none, came: undefined }, 12).came).toBe('nothing came')
    expect(difference({ ...none, came: Buffer.alloc(0) }, 12).came).toBe('(no bytes)')
  })

  it('has a mark in sight, at every place and in every width', () => {
    const bytes = Buffer.from(Array.from({ length: 120 }, (_, index) => (index * 7) % 256))
    for (let room = 16; room < 80; room += 1) {
      for (let at = 0; at <= bytes.length; at += 1) {
        const { came: text, mark } = difference({ came: bytes, expected: '', at }, room)
        expect(text.length).toBeLessThanOrEqual(room)
        expect((mark?.column ?? room) + (mark?.length ?? 0)).toBeLessThanOrEqual(room)
      }
    }
  })

  it('never cuts within what stands for one byte', () => {
    expect(shortened('ab\\xffcd', 6)).toBe('ab…')
    expect(shortened('ab\\xffcd', 7)).toBe('ab\\xff…')
    expect(shortened('ab\\xffcd', 8)).toBe('ab\\xffcd')
  })
})
