import { Buffer } from 'node:buffer'
import { NEED_MORE } from '@parley/contract'
import { PickleSplitter } from '@parley/framing'
import { calling, dumped, EMPTY_LINE, listing, notText, type Protocol } from './python-pickles.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** What Python 3.11 writes for the type MSG and the body "grüßt 😀". */
const written: readonly (readonly [Protocol, string])[] = [
  [
    0,
    '286470300a56747970650a70310a564d53470a70320a7356626f64790a70330a566772fcdf74205c5530303031663630300a70340a732e',
  ],
  [
    1,
    '7d710028580400000074797065710158030000004d534771025804000000626f64797103580c0000006772c3bcc39f7420f09f98807104752e',
  ],
  [
    2,
    '80027d710028580400000074797065710158030000004d534771025804000000626f64797103580c0000006772c3bcc39f7420f09f98807104752e',
  ],
  [
    3,
    '80037d710028580400000074797065710158030000004d534771025804000000626f64797103580c0000006772c3bcc39f7420f09f98807104752e',
  ],
  [
    4,
    '80049528000000000000007d94288c0474797065948c034d5347948c04626f6479948c0c6772c3bcc39f7420f09f988094752e',
  ],
  [
    5,
    '80059528000000000000007d94288c0474797065948c034d5347948c04626f6479948c0c6772c3bcc39f7420f09f988094752e',
  ],
]

describe('pickles of the checks', () => {
  test.each(written)('protocol %i is as Python writes it', (protocol, bytes) => {
    expect(hex(dumped(protocol, 'MSG', 'grüßt 😀'))).toBe(bytes)
  })

  test('a long string has a length of four bytes in protocol 4', () => {
    expect(hex(dumped(4, 'MSG', 'x'.repeat(300)))).toMatch(
      /^8004954b010000000000007d94288c0474797065948c034d5347948c04626f647994582c010000(78){300}94752e$/,
    )
  })

  test('an empty line is as Python writes it', () => {
    expect(hex(EMPTY_LINE)).toBe(
      '80049518000000000000007d94288c0474797065948c00948c04626f6479946802752e',
    )
  })

  test.each([
    ['a call', calling('body', ['a', 'b'], 'MSG')],
    ['a list', listing('MSG')],
    ['what is no UTF-8', notText('MSG')],
  ])('%s is refused by what reads no more than it should', (_what, bytes) => {
    const splitter = new PickleSplitter()
    splitter.push(bytes)
    const found = splitter.next(bytes.length)
    expect(found === NEED_MORE ? 'need more' : found).toMatchObject({ reason: 'malformed' })
  })
})
