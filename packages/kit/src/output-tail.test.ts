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

test.each([
  [
    "server.c:13:7: error: expected ';' before 'void'",
    ['   13 | int a', '      | ;', 'make: *** [Makefile:2: server] Error 1'],
  ],
  ['error[E0308]: mismatched types', [' --> src/main.rs:2:5', '  |', 'could not compile']],
  ['A.cs(3,5): error CS1002: ; expected', ['0 Warning(s)', '1 Error(s)', 'Elapsed 1 s']],
  ["/usr/bin/ld: a.c:(.text+0x9): undefined reference to `f'", ['a', 'b', 'collect2: no']],
])('the first error of a compiler is kept: %s', (error, after) => {
  const later = error.replace(/\d/, '9')
  expect(lastLines(['cc -c', error, ...after], 3)).toEqual([error, ...after.slice(1)])
  expect(lastLines([error, later, ...after], 1)).toEqual([error])
})

test('where no line says why, the last ones are kept', () => {
  expect(lastLines(frames, 3)).toEqual(frames.slice(-3))
})
