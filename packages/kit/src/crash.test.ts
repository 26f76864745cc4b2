import { crashHint, crashOf, crashWords } from './crash.ts'

const python = [
  'Traceback (most recent call last):',
  '  File "/tmp/parley-BkUnd6/server.py", line 61, in <module>',
  '    readable(key.fileobj, key.data)',
  '  File "/tmp/parley-BkUnd6/server.py", line 41, in readable',
  '    request = json.loads(data)',
  '  File "/usr/lib/python3.11/json/__init__.py", line 346, in loads',
  '    return _default_decoder.decode(s)',
  'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
]

const node = [
  'node:events:502',
  "      throw er; // Unhandled 'error' event",
  'Error: read ECONNRESET',
  '    at TCP.onStreamRead (node:internal/stream_base_commons:218:20)',
  "Emitted 'error' event on Socket instance at:",
  '    at emitErrorNT (node:internal/streams/destroy:169:8)',
  "  code: 'ECONNRESET',",
  'Node.js v20.20.2',
]

const java = [
  'Exception in thread "main" java.lang.NullPointerException: name',
  '\tat java.base/java.util.Objects.requireNonNull(Objects.java:259)',
  '\tat Server.login(Server.java:12)',
  '\tat Server.main(Server.java:40)',
]

const go = [
  'panic: runtime error: index out of range [1] with length 1',
  'goroutine 6 [running]:',
  'main.handle(0xc000012345)',
  '\t/tmp/parley-abc/server.go:27 +0x1d',
]

test.each([
  [
    'Python',
    python,
    {
      what: 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
      where: 'server.py:41',
      code: 'request = json.loads(data)',
    },
  ],
  [
    'Python without the source',
    [...python.slice(0, 2), 'KeyError: 1'],
    { what: 'KeyError: 1', where: 'server.py:61', code: undefined },
  ],
  ['Java', java, { what: java[0], where: 'Server.java:12', code: undefined }],
  ['Go', go, { what: go[0], where: 'server.go:27', code: undefined }],
  [
    'Node',
    [
      'TypeError: name is not a function',
      '    at Socket.emit (node:events:524:28)',
      '    at answer (file:///tmp/parley-x/server.mjs:9:12)',
    ],
    { what: 'TypeError: name is not a function', where: 'server.mjs:9', code: undefined },
  ],
])('an exception of %s: what it says, and the line of the program itself', (_, output, words) => {
  const crash = crashOf({ how: 'exit status 1', output })
  expect(crash).toEqual({ kind: 'exception', advice: undefined, ...words })
})

test('an event that nobody listens to, of Node', () => {
  const end = { how: 'exit status 1', output: node }
  expect(crashOf(end)).toEqual({
    kind: 'exception',
    what: 'Error: read ECONNRESET',
    where: undefined,
    code: undefined,
    advice:
      "A socket has no 'error' listener: give each one socket.on('error', …), also those that were accepted.",
  })
  expect(crashWords('server', end)).toBe(
    "the server died of an exception: Error: read ECONNRESET; a socket has no 'error' listener",
  )
})

test.each([
  [python, 'exit status 1', `the server died of an exception: ${python[7]}, at server.py:41`],
  [python, 'it lives on', `the server lives on after an exception: ${python[7]}, at server.py:41`],
  [[], 'SIGSEGV (segmentation fault)', 'the server died of SIGSEGV (segmentation fault)'],
  [
    ['listening', 'cannot send to bob'],
    'exit status 1',
    'the server ended itself with exit status 1; it printed last: cannot send to bob',
  ],
  [
    ['Error: cannot send'],
    'exit status 1',
    'the server ended itself with exit status 1; it printed last: Error: cannot send',
  ],
  [[], 'exit status 0', 'the server ended itself with exit status 0'],
])('%j and %s in words', (output, how, words) => {
  expect(crashWords('server', { how, output })).toBe(words)
})

test.each([
  [python, 'Look at server.py:41, where the exception came from.'],
  [['cannot send to bob'], 'Look for the place that prints “cannot send to bob” and ends.'],
  [[], 'Look at what it printed when it ended.'],
])('%j: what to look at', (output, look) => {
  expect(crashHint({ how: 'exit status 1', output })).toBe(
    `${look} Whatever one client says or does, the others must be served.`,
  )
})
