import type { Annotate } from '@parley/contract'
import { partsCover, partsText, passwordIsSecret } from './annotations.ts'
import { readFixtures } from './fixtures.ts'
import { PASSWORD, setting } from './session-pair.ts'
import { toy } from './testing/toy.ts'

const fixtures = readFixtures(new URL('../fixtures/', import.meta.url))

const whole: Annotate = (frame) => {
  return frame.length === 0 ? [] : [{ from: 0, to: frame.length, role: 'secret' }]
}

test('parts that cover each frame are right', () => {
  expect(partsCover({ annotate: whole }, fixtures)).toEqual([])
})

test.each<readonly [string, Annotate, RegExp]>([
  ['a gap at the end', () => [], /^ does not cover it$/],
  [
    'an overlap',
    (frame) => [...whole(frame, 'client'), { from: 0, to: frame.length, role: 'body' }],
    /^secret\(.*\) body\(.*\) does not cover it$/,
  ],
  [
    'what is thrown',
    () => {
      throw new Error('cannot read it')
    },
    /^the parts of .*: .*cannot read it/,
  ],
])('%s is found', (_, annotate, finding) => {
  expect(partsCover({ annotate }, fixtures)).toContainEqual(expect.stringMatching(finding))
})

test('a secret of a dialect that says it has none is found', () => {
  const finding = /^secret\(.*\), though the dialect has no secrets$/
  const findings = partsCover({ annotate: whole, hasSecrets: false }, fixtures)
  expect(findings).toContainEqual(expect.stringMatching(finding))
})

test('a password that is not said to be one is found, and one that is is not', () => {
  const open: Annotate = (frame) => [{ from: 0, to: frame.length, role: 'field' }]
  const telling: typeof toy = {
    ...toy,
    client: {
      ...toy.client,
      open: (line, options) => {
        const session = toy.client.open(line, options)
        session.begin = () => line.write(`SAY ${PASSWORD}\n`)
        return session
      },
    },
  }
  expect(passwordIsSecret(open, telling, setting(toy))).toContain(
    `the password is seen in SAY ${PASSWORD.slice(0, 4)}`,
  )
  expect(passwordIsSecret(whole, telling, setting(toy))).toEqual([])
  expect(passwordIsSecret(open, toy, setting(toy))).toEqual([])
})

test('parts are shown with their bytes', () => {
  const parts = [
    { from: 0, to: 3, role: 'verb' },
    { from: 3, to: 4, role: 'terminator' },
  ] as const
  expect(partsText('WHO\n', parts)).toBe('verb(WHO) terminator(\\n)')
})
