import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE } from '@parley/contract'
import { type Pickle, PickleSplitter } from './pickles.ts'

/** Each as Python 3.11 writes it, protocols 0 to 5. */
const written = [
  {
    dict: { type: 'MSG', body: 'hello' },
    pickles: [
      '286470300a56747970650a70310a564d53470a70320a7356626f64790a70330a5668656c6c6f0a70340a732e',
      '7d710028580400000074797065710158030000004d534771025804000000626f64797103580500000068656c6c6f7104752e',
      '80027d710028580400000074797065710158030000004d534771025804000000626f64797103580500000068656c6c6f7104752e',
      '80037d710028580400000074797065710158030000004d534771025804000000626f64797103580500000068656c6c6f7104752e',
      '80049521000000000000007d94288c0474797065948c034d5347948c04626f6479948c0568656c6c6f94752e',
      '80059521000000000000007d94288c0474797065948c034d5347948c04626f6479948c0568656c6c6f94752e',
    ],
  },
  {
    dict: { type: '', body: '' },
    pickles: [
      '286470300a56747970650a70310a560a70320a7356626f64790a70330a67320a732e',
      '7d7100285804000000747970657101580000000071025804000000626f647971036802752e',
      '80027d7100285804000000747970657101580000000071025804000000626f647971036802752e',
      '80037d7100285804000000747970657101580000000071025804000000626f647971036802752e',
      '80049518000000000000007d94288c0474797065948c00948c04626f6479946802752e',
      '80059518000000000000007d94288c0474797065948c00948c04626f6479946802752e',
    ],
  },
  {
    dict: { type: 'UDP_PORT', body: 46299 },
    pickles: [
      '286470300a56747970650a70310a565544505f504f52540a70320a7356626f64790a70330a4934363239390a732e',
      '7d710028580400000074797065710158080000005544505f504f525471025804000000626f647971034ddbb4752e',
      '80027d710028580400000074797065710158080000005544505f504f525471025804000000626f647971034ddbb4752e',
      '80037d710028580400000074797065710158080000005544505f504f525471025804000000626f647971034ddbb4752e',
      '80049521000000000000007d94288c0474797065948c085544505f504f5254948c04626f6479944ddbb4752e',
      '80059521000000000000007d94288c0474797065948c085544505f504f5254948c04626f6479944ddbb4752e',
    ],
  },
  {
    dict: { type: 'a', body: 'é☃😀\\ \n\0' },
    pickles: [
      '286470300a56747970650a70310a56610a70320a7356626f64790a70330a56e95c75323630335c5530303031663630305c7530303563205c75303030615c75303030300a70340a732e',
      '7d710028580400000074797065710158010000006171025804000000626f64797103580d000000c3a9e29883f09f98805c200a007104752e',
      '80027d710028580400000074797065710158010000006171025804000000626f64797103580d000000c3a9e29883f09f98805c200a007104752e',
      '80037d710028580400000074797065710158010000006171025804000000626f64797103580d000000c3a9e29883f09f98805c200a007104752e',
      '80049527000000000000007d94288c0474797065948c0161948c04626f6479948c0dc3a9e29883f09f98805c200a0094752e',
      '80059527000000000000007d94288c0474797065948c0161948c04626f6479948c0dc3a9e29883f09f98805c200a0094752e',
    ],
  },
  {
    dict: { t: true, f: false, n: null, m: -5, b: 200, w: 2147483647 },
    pickles: [
      '286470300a56740a70310a4930310a7356660a70320a4930300a73566e0a70330a4e73566d0a70340a492d350a7356620a70350a493230300a7356770a70360a49323134373438333634370a732e',
      '7d71002858010000007471014930310a58010000006671024930300a58010000006e71034e58010000006d71044afbffffff58010000006271054bc858010000007771064affffff7f752e',
      '80027d71002858010000007471018858010000006671028958010000006e71034e58010000006d71044afbffffff58010000006271054bc858010000007771064affffff7f752e',
      '80037d71002858010000007471018858010000006671028958010000006e71034e58010000006d71044afbffffff58010000006271054bc858010000007771064affffff7f752e',
      '8004952c000000000000007d94288c017494888c016694898c016e944e8c016d944afbffffff8c0162944bc88c0177944affffff7f752e',
      '8005952c000000000000007d94288c017494888c016694898c016e944e8c016d944afbffffff8c0162944bc88c0177944affffff7f752e',
    ],
  },
  {
    dict: { only: 1 },
    pickles: [
      '286470300a566f6e6c790a70310a49310a732e',
      '7d710058040000006f6e6c7971014b01732e',
      '80027d710058040000006f6e6c7971014b01732e',
      '80037d710058040000006f6e6c7971014b01732e',
      '8004950d000000000000007d948c046f6e6c79944b01732e',
      '8005950d000000000000007d948c046f6e6c79944b01732e',
    ],
  },
  {
    dict: {},
    pickles: [
      '286470300a2e',
      '7d71002e',
      '80027d71002e',
      '80037d71002e',
      '80047d942e',
      '80057d942e',
    ],
  },
] as const

const BOUND = 2048

function read(chunks: readonly Uint8Array[], bound = BOUND): readonly (object | string)[] {
  const splitter = new PickleSplitter()
  const found: (object | string)[] = []
  for (const chunk of chunks) {
    const given = Buffer.from(chunk)
    splitter.push(given)
    given.fill(0xff)
    for (;;) {
      const frame: Pickle | typeof NEED_MORE | Malformed = splitter.next(bound)
      if (frame === NEED_MORE) break
      if (frame instanceof Malformed) return [...found, frame.reason]
      found.push(Object.fromEntries(frame.entries))
    }
  }
  return found
}

const readHex = (hex: string, bound = BOUND) =>
  read([Buffer.from(hex.replaceAll(' ', ''), 'hex')], bound)
const ascii = (text: string) => read([Buffer.from(text, 'latin1')])

const cases = written.flatMap(({ dict, pickles }) => {
  return pickles.map((hex, protocol) => ({ dict, protocol, bytes: Buffer.from(hex, 'hex') }))
})

describe('what Python writes', () => {
  test.each(cases)('$dict in protocol $protocol', ({ dict, bytes }) => {
    expect(read([bytes])).toEqual([dict])
  })

  test.each(cases)('$dict in protocol $protocol, cut and joined', ({ dict, bytes }) => {
    const offsets = [...bytes.keys()]
    expect(read(offsets.map((at) => bytes.subarray(at, at + 1)))).toEqual([dict])
    for (const at of offsets) {
      expect(read([bytes.subarray(0, at), bytes.subarray(at)])).toEqual([dict])
      expect(read([Buffer.concat([bytes, bytes.subarray(0, at)])])).toEqual([dict])
    }
    expect(read([Buffer.concat([bytes, bytes, bytes])])).toEqual([dict, dict, dict])
  })

  test.each(cases)('$dict in protocol $protocol has as many bytes as it has', ({ dict, bytes }) => {
    expect(read([bytes], bytes.length)).toEqual([dict])
    expect(read([bytes], bytes.length - 1)).toEqual(['frame-too-long'])
  })

  test('a stream of all of them, in chunks of seven', () => {
    const all = Buffer.concat(cases.map(({ bytes }) => bytes))
    const chunks = Array.from({ length: all.length / 7 + 1 }, (_, at) => {
      return all.subarray(7 * at, 7 * at + 7)
    })
    expect(read(chunks)).toEqual(cases.map(({ dict }) => dict))
  })

  test('a key that objects have is a key like any other', () => {
    const splitter = new PickleSplitter()
    splitter.push(
      Buffer.from('80037d58 09000000 5f5f70726f746f5f5f4b01732e'.replaceAll(' ', ''), 'hex'),
    )
    const frame = splitter.next(BOUND)
    expect(frame).toEqual({ kind: 'dict', entries: new Map([['__proto__', 1]]) })
  })
})

describe('other ways to write it', () => {
  const rows: readonly (readonly [what: string, hex: string, dict: object])[] = [
    ['BINUNICODE8', '8004 7d 8d0100000000000000 61 4b01 73 2e', { a: 1 }],
    [
      'LONG_BINPUT and LONG_BINGET',
      '8002 7d 5801000000 61 72ffff0000 6affff0000 73 2e',
      { a: 'a' },
    ],
    ['DICT', '28 8c0161 4b01 8c0162 4b02 64 2e', { a: 1, b: 2 }],
    ['EMPTY_DICT and SETITEM', '7d 8c0161 4b01 73 8c0162 4b02 73 2e', { a: 1, b: 2 }],
    ['the later of two keys', '7d 8c0161 4b01 73 8c0161 4b02 73 2e', { a: 2 }],
    ['a FRAME anywhere', '7d 950300000000000000 8c0161 4b01 73 2e', { a: 1 }],
    ['no SETITEMS at all', '7d28752e', {}],
  ]
  test.each(rows)('%s', (_what, hex, dict) => {
    expect(readHex(hex)).toEqual([dict])
  })

  test('escapes of protocol 0 are Python’s', () => {
    const text = (line: string) => ascii(`(Va\nV${line}\nd.`)
    expect(text('\\u00e9\xe9\\U0001f600')).toEqual([{ a: 'éé😀' }])
    expect(text('\\\\u0041 \\x41 \\')).toEqual([{ a: '\\\\u0041 \\x41 \\' }])
    expect(text('\\ud83d\\ude00')).toEqual([{ a: '😀' }])
    for (const wrong of ['\\u12', '\\uzzzz', '\\U00110000', '\\ud83d', '\\U0000d83d']) {
      expect(text(wrong)).toEqual(['malformed'])
    }
  })
})

describe('what is malformed', () => {
  const rows: readonly (readonly [what: string, hex: string])[] = [
    ['os.system by GLOBAL', `${Buffer.from("cos\nsystem\n(S'true'\ntR.").toString('hex')}`],
    ['STACK_GLOBAL', '8004 8c026f73 8c0673797374656d 93'],
    ['REDUCE', '7d 52'],
    ['a list', '5d'],
    ['a tuple', '29'],
    ['bytes', '43 01 61'],
    ['LONG1', '8a 01 05'],
    ['a float', '47'],
    ['POP', '7d 30'],
    ['protocol 6', '8006'],
    ['a string alone', '8c0161 2e'],
    ['a number alone', '4b01 2e'],
    ['nothing', '2e'],
    ['two things', '7d 7d 2e'],
    ['a MARK left behind', '28 7d 2e'],
    ['a dictionary in a dictionary', '7d 8c0161 7d 73'],
    ['a dictionary in itself', '7d 7100 8c0161 6800 73'],
    ['a key that is a number', '7d 4b01 4b01 73'],
    ['a key without a value', '7d 28 8c0161 75'],
    ['a value that is a MARK', '7d 8c0161 28 73'],
    ['SETITEM of nothing', '73'],
    ['SETITEM of a string', '8c0161 8c0161 8c0161 73'],
    ['SETITEMS without a MARK', '7d 75'],
    ['SETITEMS of a string', '8c0161 28 75'],
    ['DICT without a MARK', '64'],
    ['a memo that is empty', '6800'],
    ['PUT of nothing', '7100'],
    ['PUT of a MARK', '28 7100'],
    ['MEMOIZE of nothing', '94'],
    ['text that is not UTF-8', '8c01ff'],
    ['half of a surrogate pair', '5803000000 eda0bd'],
    ['a stack that is too deep', '4e'.repeat(17)],
    ['a memo that is too large', `7d${Array.from({ length: 65 }, () => '94').join('')}`],
    ['GET of a word', '7d 67 78 0a'],
    ['PUT of nothing but a line end', '7d 70 0a'],
    ['INT of a word', '49 78 0a'],
    ['INT beyond what a number holds', `49 ${'39'.repeat(16)} 0a`],
  ]
  test.each(rows)('%s', (_what, hex) => {
    expect(readHex(hex)).toEqual(['malformed'])
  })

  test('and what comes after it is not read', () => {
    const splitter = new PickleSplitter()
    splitter.push(Buffer.from([0x52]))
    const malformed = splitter.next(BOUND)
    splitter.push(Buffer.from('7d2e', 'hex'))
    expect(splitter.next(BOUND)).toBe(malformed)
  })
})

describe('what is too long', () => {
  const rows: readonly (readonly [what: string, hex: string])[] = [
    ['a FRAME', '8004 95 0108000000000000'],
    ['a FRAME of 2 to the 64th', '8004 95 ffffffffffffffff'],
    ['a string', '7d 58 00080000'],
    ['a string of 4 GiB', '7d 58 ffffffff'],
    ['a string of 2 to the 64th', '7d 8d ffffffffffffffff'],
    ['many small steps', '80 03'.repeat(1025)],
    ['a line that does not end', `7d 56 ${'61'.repeat(2047)}`],
  ]
  test.each(rows)('%s', (_what, hex) => {
    expect(readHex(hex)).toEqual(['frame-too-long'])
  })

  describe('where it has a frame of its own, the next pickle is read', () => {
    const TOO_LONG = { kind: 'too-long' } as const
    const next = Buffer.from('7d8c0161580600000068656c6c6f2e732e', 'hex')
    const letters = (count: number) => '61'.repeat(count)
    const long: readonly (readonly [what: string, hex: string])[] = [
      ['a FRAME', `8004 95 0108000000000000 7d8c016158f6070000${letters(2038)}732e`],
      ['a string', `7d8c01615800080000${letters(2048)}732e`],
      ['a string with a length of eight bytes', `7d8c01618d0100010000000000${letters(65_537)}732e`],
      ['a string that is not UTF-8', `7d8c01615800080000${'ff'.repeat(2048)}732e`],
      ['a line', `7d8c016156${letters(5000)}0a732e`],
      ['many small steps', `${'8003'.repeat(1100)}7d2e`],
      ['many strings', `7d${`8c04${letters(4)}8c042e2e2e2e73`.repeat(400)}2e`],
      ['a number across the bound', `${'8003'.repeat(1023)}4a2e2e2e2e7d2e`],
    ]

    function framesOf(chunks: readonly Uint8Array[]) {
      const splitter = new PickleSplitter(TOO_LONG)
      const found: unknown[] = []
      for (const chunk of chunks) {
        splitter.push(chunk)
        for (;;) {
          const frame = splitter.next(BOUND)
          if (frame === NEED_MORE) break
          if (frame instanceof Malformed) return [...found, frame.reason]
          found.push(frame.kind)
        }
      }
      return found
    }

    test.each(long)('%s', (_what, hex) => {
      const bytes = Buffer.concat([Buffer.from(hex.replaceAll(' ', ''), 'hex'), next])
      expect(framesOf([bytes])).toEqual(['too-long', 'dict'])
      expect(framesOf([...bytes].map((byte) => Buffer.of(byte)))).toEqual(['too-long', 'dict'])
      for (const size of [1000, 2047, 2048, 2049]) {
        const chunks = []
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
        expect(framesOf(chunks)).toEqual(['too-long', 'dict'])
      }
    })

    test('and an opcode that is not known ends the stream still', () => {
      const bytes = Buffer.from(`7d8c01615800080000${letters(2048)}52`, 'hex')
      expect(framesOf([bytes, next])).toEqual(['too-long', 'malformed'])
    })
  })

  test('the bound is that of each call', () => {
    const bytes = Buffer.from('7d8c0161580600000068656c6c6f2e732e', 'hex')
    const splitter = new PickleSplitter()
    splitter.push(Buffer.concat([bytes, bytes]))
    expect(splitter.next(bytes.length)).toMatchObject({ kind: 'dict' })
    expect(splitter.next(bytes.length - 1)).toEqual(new Malformed('frame-too-long'))
  })
})
