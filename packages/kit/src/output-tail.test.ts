import { PassThrough } from 'node:stream'
import { lastLines, OutputTail } from './output-tail.ts'

const frames = Array.from({ length: 30 }, (_, index) => `    at Server.frame${index}(Server.java)`)

test('the line that says why a program has ended is kept, however much is printed after it', () => {
  const why = 'Exception in thread "main" java.net.BindException: Address already in use'
  const tail = new OutputTail()
  const stream = new PassThrough()
  tail.follow(stream)
  stream.emit('data', Buffer.from(`started\n${why}\n${frames.join('\n')}\n`))
  expect(tail.lines).toEqual([why, ...frames.slice(-15)])
})

test('lines of nothing but brackets and marks are left out', () => {
  const tail = new OutputTail()
  const stream = new PassThrough()
  tail.follow(stream)
  stream.emit('data', Buffer.from('  data = recv()\n         ^^^^^^\n  ~~~~^^^\n{\n  }\n\nend\n'))
  expect(tail.lines).toEqual(['  data = recv()', 'end'])
})

test('what was printed since a position, also where what was before is not kept any more', () => {
  const tail = new OutputTail()
  const stream = new PassThrough()
  tail.follow(stream)
  stream.emit('data', Buffer.from('x\n'.repeat(20_000)))
  const before = tail.position
  stream.emit('data', Buffer.from('KeyError: ann\n'))
  expect([tail.since(before), tail.since(tail.position)]).toEqual([['KeyError: ann'], []])
})

test('of several such lines the last is the one that counts', () => {
  const lines = ['ValueError: one', 'KeyError: two', 'log 1', 'log 2']
  expect(lastLines(lines, 2)).toEqual(['KeyError: two', 'log 2'])
  expect(lastLines(lines, 3)).toEqual(['KeyError: two', 'log 1', 'log 2'])
})

test('where no line says why, the last ones are kept', () => {
  expect(lastLines(frames, 3)).toEqual(frames.slice(-3))
})
