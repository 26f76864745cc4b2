import { Buffer } from 'node:buffer'
import type { Command } from '@parley/contract'
import { checksOf } from './checks.ts'
import { skippedOf } from './conform.ts'
import { transcriptOf } from './example-transcript.ts'
import { readFixtures } from './fixtures.ts'
import type { Framing } from './frames.ts'
import { conform } from './index.ts'
import { learnedSide } from './learned-side.ts'
import { usualLogin } from './server-side.ts'
import { setting } from './session-pair.ts'
import { channelToy } from './testing/channel-toy.ts'
import { boundlessTwoByteToy, faultyLengths, simpleToy } from './testing/faulty-lengths.ts'
import { keepAliveToy } from './testing/keep-alive-toy.ts'
import { frame, lengthToy, messages, twoByteToy, zeroToy } from './testing/length-toys.ts'
import { composing, faultyServed, jsonToy, says, served } from './testing/served-toys.ts'
import { toy } from './testing/toy.ts'

const folder = new URL('../fixtures/', import.meta.url)
const fixtures = readFixtures(folder)

const specification = 'README.md there is that of the suite'
const skip = { 'keeps little': 'checks.test.ts has it, it takes a second' }

conform(served(toy), { fixtures: folder, skip: { specification } })
conform(served(keepAliveToy), { fixtures: folder, skip: { ...skip, specification } })
conform(served(channelToy), { fixtures: new URL('channel/', folder), skip })
conform(jsonToy, { says: ['{"login":"alice"}', '{"say":"hello"}'] })

conform(lengthToy, { frame, says: messages, skip })

test.each(faultyLengths)('a length-prefixed dialect that $fault is caught', (faulty) => {
  const checks = checksOf(faulty.dialect, { says: messages, framing: { frame } })
  const found = checks.find(({ title }) => title === faulty.caughtBy)?.run()
  expect(found).toContainEqual(expect.stringMatching(faulty.finding))
})

test.each(faultyServed)('a served dialect that $fault is caught', (faulty) => {
  const checks = checksOf(faulty.dialect, { says: faulty.says })
  const found = checks.find(({ title }) => title === faulty.caughtBy)?.run()
  expect(found).toContainEqual(expect.stringMatching(faulty.finding))
})

/** By reason, the titles of the checks that are skipped. */
function skippedIn(...known: Parameters<typeof checksOf>): Readonly<Record<string, string[]>> {
  const reasons: Record<string, string[]> = {}
  for (const { title, skipped } of checksOf(...known)) {
    if (skipped !== undefined) reasons[skipped] = [...(reasons[skipped] ?? []), title]
  }
  return reasons
}

test('what needs a client, rules or a message is skipped with that reason', () => {
  expect(skippedIn(toy, { fixtures, readme: '' })).toEqual({})
  const { 'has no client': needsClient, ...others } = skippedIn(served(toy), { says })
  expect(needsClient).toContain('heard as declared')
  expect(needsClient).toContain('client survives anything')
  expect(others).toEqual({
    'has no rules': ['rules'],
    'has no transcripts': ['has transcripts'],
    'has no README.md': ['specification'],
  })
  expect(
    skippedIn(served(toy), { says: ['IN alice\n', 'WHO\n'] })[
      'has no client, and nothing shows a message with its text'
    ],
  ).toEqual(['takes any text', 'notices oversize', 'reads on after oversize', 'keeps little'])
  expect(skippedIn(served(toy), {})['has no client, and nothing shows what one says']).toEqual([
    ...['logs in', 'tells messages', 'takes any text', 'cannot be forged', 'writes every refusal'],
    ...['notices oversize', 'reads on after oversize', 'leaves half frames', 'keeps little'],
  ])
})

test.each(faultyServed.filter(({ caughtBy }) => caughtBy === 'logs in'))(
  'where a server $fault one check finds that, and the others are skipped',
  (closed) => {
    for (const dialect of [closed.dialect, { ...toy, serve: closed.dialect.serve }]) {
      const tried = checksOf(dialect, { says }).filter(({ skipped }) => skipped === undefined)
      const failed = tried.filter(({ run }) => run().length > 0).map(({ title }) => title)
      expect(failed.filter((title) => title !== 'has transcripts')).toEqual(['logs in'])
      expect(skippedIn(dialect, { says })['cannot log in']).toContain('leaves half frames')
    }
  },
)

test('where a length stands before an example, other texts are not put into it', () => {
  const bytes = messages.map(frame)
  const checks = checksOf(lengthToy, { says: bytes })
  expect(skippedIn(lengthToy, { says: bytes })).toMatchObject({
    'no text of another length can be put into the example: if a length stands before it, say how messages are framed (`frame`)':
      ['takes any text', 'notices oversize', 'reads on after oversize', 'keeps little'],
  })
  const failed = checks.filter(({ skipped, run }) => skipped === undefined && run().length > 0)
  expect(failed.map(({ title }) => title)).toEqual(['cannot be forged'])
})

/** Two bytes of length before each message, which say no more than 65535. */
function shortFrame(message: string): Uint8Array {
  const content = Buffer.from(message)
  const prefix = Buffer.alloc(2)
  prefix.writeUInt16BE(content.length)
  return Buffer.concat([prefix, content])
}

/** The checks that put texts into frames, or read them. */
const framed = [
  ...['transcript of what a client says', 'logs in', 'tells messages', 'takes any text'],
  ...['cannot be forged', 'notices oversize', 'reads on after oversize', 'leaves half frames'],
]

test.each([
  ['whose frames have a longest length', twoByteToy, shortFrame],
  ['with a splitter of its own', simpleToy, frame],
] as const)('a dialect %s passes all checks', (_title, dialect, frame) => {
  const conformance = { says: messages, framing: { frame } }
  const checks = checksOf(dialect, conformance).filter(({ title }) => framed.includes(title))
  expect(checks.map(({ title, skipped }) => skipped ?? title)).toEqual(framed)
  expect(checks.flatMap(({ run }) => run())).toEqual([])
})

test('where the framing has no frame over a bound, the smaller bounds are tried', () => {
  const checks = checksOf(boundlessTwoByteToy, { says: messages, framing: { frame: shortFrame } })
  const found = checks.find(({ title }) => title === 'notices oversize')?.run()
  expect(found?.filter((one) => one.startsWith('{}: '))).toEqual([
    '{}: 1256 bytes of one frame pass a bound of 256',
    '{}: 5096 bytes of one frame pass a bound of 4096',
    '{}: digits without end pass a bound of 256',
  ])
})

test('what a server writes is read with `read`, where it frames its messages in another way', () => {
  const read = (written: Uint8Array) => {
    const lines = Buffer.from(written).toString().split('\0')
    if (lines.pop() !== '') throw new Error('half a message')
    return lines
  }
  const found = (framing: Framing) => {
    const checks = checksOf(zeroToy, { says: messages, framing })
    return checks.find(({ title }) => title === 'cannot be forged')?.run()
  }
  expect(found({ frame, read })).toEqual([])
  expect(found({ frame })).toContainEqual(
    expect.stringMatching(/say how a server's frames are read \(`read`\)/),
  )
})

test('what is skipped for one reason is one line', () => {
  const check = (title: string, skipped?: string) => ({ title, skipped })
  const checks = [
    check('a', 'no b'),
    check('b'),
    check('c', 'no b'),
    check('d', 'no e'),
    check('f'),
  ]
  expect(skippedOf(checks, { f: 'slow' })).toEqual(['no b: 2 checks (a, c)', 'd: no e', 'f: slow'])
})

test('a login of several acts is learned from a transcript, as far as the first message', () => {
  const channel = readFixtures(new URL('channel/', folder))
  const dialect = served(channelToy)
  const side = learnedSide(dialect, setting(dialect), channel)
  if (typeof side === 'string') throw new Error(side)
  const shown = (command: Command) => side.words(command)?.map(String)
  expect(shown(usualLogin)).toEqual(['NICK alice\n', 'USER\n', 'JOIN\n'])
  expect(shown({ kind: 'send', to: 'bob', text: 'psst' })).toEqual(['TO nobody psst\n'])
  expect(shown({ kind: 'broadcast', text: 'psst' })).toBeUndefined()
  expect(shown({ kind: 'history', last: 1 })).toBeUndefined()
})

test('what has to be said before each message belongs to it', () => {
  const toLines = ['LOGIN alice\n', 'TO bob\n', 'hello\n', '.\n']
  const side = learnedSide(composing, setting(composing), [transcriptOf(composing, toLines)])
  if (typeof side === 'string') throw new Error(side)
  expect(side.words(usualLogin)?.map(String)).toEqual(['LOGIN alice\n'])
  const words = side.words({ kind: 'send', to: 'bob', text: 'psst' })
  expect(words?.map(String)).toEqual(['TO bob\n', 'psst\n', '.\n'])
})
