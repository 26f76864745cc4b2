import { options } from './options.ts'

test('the defaults', () => {
  expect(options.parse({})).toEqual({
    maxLine: 512,
    pingTime: 120,
    pingWait: 60,
    network: 'Parley',
    history: 20,
    autojoin: false,
    blocked: '531',
    register: 'open',
    strict: false,
  })
})

const wrong: readonly object[] = [
  { maxLine: 511 },
  { maxLine: 16_385 },
  { pingTime: 0 },
  { pingWait: 0 },
  { network: '' },
  { network: 'two words' },
  { history: 1001 },
  { blocked: '404' },
  { register: 'yes' },
  { strict: 'yes' },
  { port: 6667 },
]

test.each(wrong)('%j is refused', (input) => {
  expect(() => options.parse(input)).toThrow()
})
