import { AnswerTimeouts } from './answer-timeouts.ts'

/** What a terminal ends with. */
function ended(timeouts: AnswerTimeouts<string>, status: 0 | 1): readonly string[] {
  const log: string[] = []
  const show = (text: string, tone?: string) => void log.push(`${tone}: ${text}`)
  timeouts.end({ show, end: (last) => void log.push(`end ${last}`) }, status)
  return log
}

test('what got no answer is waited for shortly, until it gets one', () => {
  const timeouts = new AnswerTimeouts<string>()
  expect(timeouts.of('LIST', 10_000)).toBe(10_000)
  timeouts.passed('LIST')
  expect([timeouts.of('LIST', 10_000), timeouts.of('LIST', 50)]).toEqual([100, 50])
  expect(timeouts.of('SEND', 10_000)).toBe(10_000)
  timeouts.answered('LIST')
  expect(timeouts.of('LIST', 10_000)).toBe(10_000)
})

test('what is lost is counted, and fails', () => {
  const timeouts = new AnswerTimeouts<string>()
  expect([ended(timeouts, 0), ended(timeouts, 1)]).toEqual([['end 0'], ['end 1']])
  timeouts.count(2)
  expect(ended(timeouts, 0)).toEqual([
    'failure: The server does not answer: 2 requests got no answer and may be lost.',
    'end 1',
  ])
  timeouts.count(-3)
  expect(ended(timeouts, 0)).toEqual(['end 0'])
})
