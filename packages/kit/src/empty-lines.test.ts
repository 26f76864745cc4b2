import { Buffer } from 'node:buffer'
import { emptyLines, type Observation } from './diagnoses.ts'

function seen(came: string, expected: string): Observation {
  const head = Buffer.from(came)
  const wire = {
    said: [],
    head,
    tail: head,
    came: undefined,
    endedAt: undefined,
    afterEnd: 0,
    over: undefined,
  }
  return {
    side: 'server',
    dialect: 'toy',
    wires: [wire],
    log: [],
    why: 'other bytes came',
    expected,
    instead: Buffer.from('\n'),
    at: undefined,
    isLate: false,
    isOnFresh: false,
    judgedAt: 0,
    isMust: true,
    hasAnswered: true,
  }
}

test('an empty line behind each line is told where lines were expected', () => {
  expect(emptyLines(seen('HELLO ann\n\n', 'HELLO ann\\n'))?.name).toBe('empty-lines')
})

test('an empty line behind each JSON object means nothing', () => {
  expect(emptyLines(seen('{"response":"info"}\n\n', 'an info: the help'))).toBeUndefined()
})
