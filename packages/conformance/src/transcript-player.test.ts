import type { Line } from '@parley/contract'
import { inOneChunk, otherSegmentations, type Segmentation } from './segmentation.ts'
import { type Toy, ToySession, toy } from './testing/toy.ts'
import { readTranscript } from './transcript.ts'
import { playTranscript } from './transcript-player.ts'

function played(
  text: string,
  dialect: Toy = toy,
  way: Segmentation = inOneChunk,
): string | undefined {
  return playTranscript(dialect, readTranscript(text), way)
}

function served(serve: (line: Line) => ToySession): Toy {
  return { ...toy, serve }
}

const login = `S HI\\n
C IN alice\\n
ask {"kind":"login","name":"alice","cap":0}
answer {"ok":true,"value":{"name":"alice"}}
S OK\\n
`

test('what goes as written is no finding', () => {
  expect(played(login)).toBeUndefined()
})

test.each([
  ['C IN a\\n', 'whole: line 1: expected C IN a\\n, came S HI\\n'],
  ['S HI', 'whole: line 1: expected S HI, came S HI\\n'],
  ['S HI\\n\nS HO\\n', 'whole: line 2: expected S HO\\n, came nothing'],
  ['S HI\\n\nC WHO\\n', 'whole: after the last step: expected no more, came S NO login\\n'],
  [
    'S HI\\n\nC IN alice\\n\nask {"kind":"list"}',
    /^whole: line 3: expected ask .*list.*, came ask .*login/,
  ],
  ['S HI\\n\nclose logout', 'whole: line 2: expected close logout, came nothing'],
  [`${login}C OUT\\n\nclose logout`, /line 7: expected close logout, came S OK\\n/],
  [`${login}C OUT\\n\nS OK\\n`, /after the last step: expected no more, came close logout/],
])('%j is played: %s', (text, finding) => {
  const found = played(text)
  if (typeof finding === 'string') expect(found).toBe(finding)
  else expect(found).toMatch(finding)
})

test('an answer that stands apart from its ask comes when the transcript says so', () => {
  const text = `${login}C WHO\\nWHO\\n
ask {"kind":"list"}
event {"kind":"joined","name":"bob","via":"vu","time":"2016-03-14T12:34:56"}
S +bob\\n
answer {"ok":true,"value":[]}
S OK \\n
ask {"kind":"list"}
answer {"ok":false,"error":"store-failed"}
S NO store-failed\\n
`
  for (const way of [inOneChunk, ...otherSegmentations(8)])
    expect(played(text, toy, way)).toBeUndefined()
})

test('the clock wakes a session that waits for it, once', () => {
  const waiting = served((line) => {
    return new (class extends ToySession {
      override greet(): void {
        line.wakeAt(line.now + 2000)
      }
      override wake(): void {
        line.write(`awake ${new Date(line.now).getSeconds()}\n`)
      }
    })(line, { strict: false, maxLine: 512, log: '' })
  })
  const text =
    'now 2016-03-14T12:34:57\nnow 2016-03-14T12:34:59\nS awake 59\\n\nnow 2016-03-14T12:35:30'
  expect(played(text, waiting)).toBeUndefined()
})

test('what a session seals is what it has written', () => {
  const sealing = served((line) => {
    return new (class extends ToySession {
      seal(frame: string): string {
        return `<${frame.trimEnd()}>\n`
      }
    })(line, { strict: false, maxLine: 512, log: '' })
  })
  expect(played('S <HI>\\n', sealing)).toBeUndefined()
})

test('chunks up to 256 bytes are cut everywhere, longer ones at both ends and between', () => {
  const cuts = (longest: number) =>
    otherSegmentations(longest).filter(({ name }) => name.startsWith('cut'))
  expect(cuts(1)).toHaveLength(0)
  expect(cuts(256)).toHaveLength(255)
  expect(cuts(10_000).length).toBeGreaterThan(180)
  expect(cuts(10_000).length).toBeLessThan(200)
})
