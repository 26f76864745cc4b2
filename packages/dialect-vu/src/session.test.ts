import { RecordingLine } from '@parley/conformance'
import type { PublicMessage } from '@parley/contract'
import { dialect } from './index.ts'

test('serialises a message to everyone once', () => {
  let readings = 0
  const message: PublicMessage = {
    kind: 'public',
    id: 1,
    time: 0,
    number: 1,
    from: 'bob',
    get text() {
      readings += 1
      return 'hello'
    },
  }
  for (const strict of [false, true, false]) {
    const line = new RecordingLine()
    line.serve(dialect, dialect.options.parse({ strict })).hear(message)
    expect(line.writes).toEqual(['DELIVERY bob hello\n'])
  }
  expect(readings).toBe(1)
})

test('writes nothing before the client does (1.1)', () => {
  const line = new RecordingLine()
  const session = line.serve(dialect, dialect.options.parse({}))
  session.greet?.()
  session.wake?.(0)
  session.hear({ kind: 'farewell', reason: 'shutdown', time: 0 })
  expect(line.deeds).toEqual([])
})
