import { readFileSync } from 'node:fs'
import { PipedLine } from './testing/piped-line.ts'

const PROMPT = '<Enter one of the following commands (MSG, DLT, EDT, RDM, ATU, OUT, UPD): >'

const users = [
  'steve, 127.0.0.1, 42367, active since 20 Nov 2026 22:55:19.',
  'mia, ::1, 9999, active since 20 Nov 2026 22:55:14.',
  'zero, ::1, 0, active since 20 Nov 2026 22:55:14.',
  'high, ::1, 65536, active since 20 Nov 2026 22:55:14.',
  'what is this',
].join('\n')

/** One who has asked who is there. */
const knowing = (pace = 0) => PipedLine.loggedIn(pace).type('ATU').reply('ATU', users).forget()

const offline = (name: string) =>
  `trouble: ${name} is offline or does not exist! Please use ATU command to download user information.`
const missing = (file: string) => `trouble: ${file} is not in the current directory!`
const FORM =
  'trouble: UPD Failed! Please check the format of UPD command: UPD <username> <filename>'

describe('UPD (7.5)', () => {
  test('sends a file to the address from ATU, and nothing to the server', () => {
    const line = knowing().type('UPD steve clip.mp4', 'MSG x')
    expect(line.deeds).toEqual(['jess sends clip.mp4 to steve at 127.0.0.1 42367'])
    expect([line.said, line.screen]).toEqual([[], []])
    line.called({ kind: 'file-sent', to: 'steve', file: 'clip.mp4' })
    expect(line.screen).toEqual(['aside: clip.mp4 has been uploaded.', PROMPT])
    expect(line.said).toEqual(['MSG|x'])
  })

  test.each([
    ['UPD  mia   my clip.mp4 ', 'jess sends my clip.mp4 to mia at ::1 9999'],
    ['UPD mia ..x', 'jess sends ..x to mia at ::1 9999'],
  ])('%j', (typed, deed) => expect(knowing().type(typed).deeds).toEqual([deed]))

  const wrong: readonly (readonly [string, string])[] = [
    ['UPD', FORM],
    ['UPD ', FORM],
    ['UPD steve', FORM],
    ['UPD steve  ', FORM],
    ['UPD nobody', FORM],
    ['UPD olivia clip.mp4', offline('olivia')],
    ['UPD zero clip.mp4', offline('zero')],
    ['UPD high clip.mp4', offline('high')],
    ['UPD olivia ../clip.mp4', offline('olivia')],
    ['UPD steve ../clip.mp4', missing('../clip.mp4')],
    ['UPD steve /etc/passwd', missing('/etc/passwd')],
    ['UPD steve a\\b', missing('a\\b')],
    ['UPD steve ..', missing('..')],
    ['UPD steve a\x1bb', missing('a\ufffdb')],
  ]
  test.each(wrong)('%j', (typed, text) => {
    const line = knowing().type(typed)
    expect(line.screen).toEqual([text, PROMPT])
    expect([line.said, line.deeds]).toEqual([[], []])
  })

  test.each([
    ['missing', missing('clip.mp4')],
    ['unreadable', 'trouble: clip.mp4 cannot be read!'],
  ] as const)('a file that is %s', (why, text) => {
    const line = knowing().type('UPD steve clip.mp4')
    line.called({ kind: 'file-failed', file: 'clip.mp4', why })
    expect(line.screen).toEqual([text, PROMPT])
  })

  test('uses the addresses of the last ATU', () => {
    const line = PipedLine.loggedIn().type('UPD steve a')
    expect(line.screen).toEqual([offline('steve'), PROMPT])
    line.forget().type('ATU').reply('ATU', users).type('ATU')
    line.reply('F', 'Try again later.').forget()
    expect(line.type('UPD steve a').deeds).toHaveLength(1)
    line.called({ kind: 'file-sent', to: 'steve', file: 'a' }).type('ATU')
    line.reply('ATU-N', 'No other active user.').forget()
    expect(line.type('UPD steve a').screen).toEqual([offline('steve'), PROMPT])
  })

  test('a name in another Unicode form is the same', () => {
    const line = PipedLine.loggedIn().type('ATU')
    line.reply('ATU', 'rene\u0301, ::1, 9999, active since 20 Nov 2026 22:55:14.').forget()
    expect(line.type('UPD ren\u00e9 a').deeds).toHaveLength(1)
  })
})

describe('a file on its way', () => {
  test('blocks input for at most 10 seconds', () => {
    const line = knowing().type('UPD steve a').pass(9_999)
    expect(line.screen).toEqual([])
    expect(line.pass(1).screen).toEqual([PROMPT])
    line.forget().called({ kind: 'file-sent', to: 'steve', file: 'a' })
    expect(line.screen).toEqual(['aside: a has been uploaded.'])
  })

  test('is completed before OUT on leaving', () => {
    const line = knowing().type('UPD steve a').leave()
    expect([line.said, line.deeds.slice(1)]).toEqual([[], []])
    line.called({ kind: 'file-sent', to: 'steve', file: 'a' })
    expect(line.said).toEqual(['OUT|'])
    expect(line.reply('OUT', 'Bye, jess!').screen).toEqual([
      'aside: a has been uploaded.',
      'Bye, jess!',
    ])
    expect(line.deeds.slice(1)).toEqual(['end 0'])
  })

  test('is completed on leaving even after another command', () => {
    const line = knowing().type('UPD steve a').pass(10_000).type('MSG x').leave()
    line.reply('MSGACK', 'ok')
    expect(line.said).toEqual(['MSG|x'])
    line.called({ kind: 'file-sent', to: 'steve', file: 'a' })
    expect(line.said).toEqual(['MSG|x', 'OUT|'])
  })

  test('times out on leaving', () => {
    const line = knowing().type('UPD steve a').leave().pass(5_000)
    expect(line.screen).toEqual(['trouble: A file may not have arrived whole.'])
    expect([line.said, line.deeds.slice(1)]).toEqual([['OUT|'], ['end 0']])
    line.called({ kind: 'file-sent', to: 'steve', file: 'a' })
    expect(line.screen).toHaveLength(1)
  })

  test('does not disturb replies of the server', () => {
    const line = knowing().type('UPD steve a').reply('RDM', 'late')
    expect(line.screen).toEqual(['late'])
    expect(line.lose().deeds.slice(1)).toEqual(['end 1'])
  })
})

test('shows a received file at once', () => {
  const line = PipedLine.loggedIn().type('MSG x')
  line.called({ kind: 'file-received', from: 'bob\x1b', file: 'clip.mp4' })
  expect(line.screen).toEqual(['said: Received clip.mp4 from bob\ufffd.'])
  expect(line.reply('MSGACK', 'ok').screen.slice(1)).toEqual(['ok', PROMPT])
})

test('ignores calls of other dialects', () => {
  const line = PipedLine.loggedIn().called({ kind: 'call-said', from: 'bob', text: 'hi' })
  line.called({ kind: 'call-opened', name: 'bob' }).called({ kind: 'call-ended', name: 'bob' })
  line.called({ kind: 'call-failed', name: 'bob', why: 'x' })
  expect(line.screen).toEqual([])
})

test('README.md has every text', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  for (const text of [
    FORM,
    offline('steve'),
    missing('clip.mp4'),
    'trouble: clip.mp4 cannot be read!',
    'trouble: A file may not have arrived whole.',
    'trouble: The server has not answered.',
    'failure: The server has closed the connection.',
    'trouble: The server said what is not understood: ',
    'trouble: That is too long to be sent, by 12 bytes.',
    'trouble: clip.mp4 has been uploaded.',
    'trouble: Received jess_clip.mp4 from jess.',
    'trouble: Welcome to TOOM, jess!',
  ]) {
    expect(readme).toContain(`\`${text.replace(/^\w+: /, '')}\``)
  }
})
