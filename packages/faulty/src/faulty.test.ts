import type { Dialect, Grade, Line, Splitter, TerminalLine } from '@parley/contract'
import { NEED_MORE } from '@parley/contract'
import {
  clientInput,
  clientReads,
  clientText,
  clientWrites,
  decodedAlone,
  eventFault,
  mangled,
  serverAsks,
  serverHears,
  serverInput,
  serverReads,
  serverSession,
  serverText,
  serverTextFault,
  serverWrites,
  stalledByReader,
  terminalSession,
  terminalShows,
} from './index.ts'

const full: Grade = { grade: 'full' }

/** Gives each read as a frame. */
class Reads implements Splitter<string> {
  readonly #reads: string[] = []

  push(chunk: Uint8Array): void {
    this.#reads.push(new TextDecoder().decode(chunk))
  }

  next() {
    return this.#reads.shift() ?? NEED_MORE
  }
}

/** A server that says what it is told, and a client that shows and sends what is typed. */
const parrot: Dialect<string, string, object> = {
  name: 'parrot',
  defaultPort: 1,
  shape: 'words',
  options: { parse: () => ({}) },
  optionNotes: {},
  sections: {},
  rules: [],
  carries: () => ({
    features: {
      direct: full,
      broadcast: full,
      'multi-line': full,
      empty: full,
      'outer-spaces': full,
      'any-unicode': full,
      length: full,
      sender: full,
      time: full,
      edit: full,
      delete: full,
      presence: full,
      offline: full,
      history: full,
      file: full,
      rooms: full,
      moderation: full,
      rename: full,
      action: full,
    },
    says: (text) => text,
    hears: (text) => [text],
  }),
  wire: () => ({ pace: 0, maxFrame: 1, loginTime: 0 }),
  splitter: () => new Reads(),
  serve: (line) => ({
    greet: () => line.write('hello'),
    take(request) {
      line.ask({ kind: 'login', name: request, cap: 0 }, () => {})
      line.write(request)
    },
    hear: (event) => line.write(event.kind),
    wake() {},
    seal: (frame) => `<${frame}>`,
  }),
  client: {
    splitter: () => new Reads(),
    open: () => ({ begin() {}, ask: () => false, take() {}, wake() {} }),
  },
  terminal: {
    help: [],
    phrases: {
      login: () => [],
      welcome: () => '',
      send: () => [],
      heard: () => '',
      list: [],
      leave: [],
    },
    open: (line) => ({
      connected() {},
      typed(text) {
        line.show(text)
        line.write(text)
      },
      take() {},
      closed() {},
      leave() {},
      called() {},
      wake() {},
    }),
  },
}

/** What a server says, and asks, that is greeted, told `bob` and of somebody who has come. */
function served(dialect: Dialect<string, string, object>): readonly string[] {
  const log: string[] = []
  const line: Line = {
    peer: { address: '', port: 0 },
    address: '',
    now: 0,
    write: (frame) => log.push(String(frame)),
    ask: (command) => log.push(JSON.stringify(command)),
    standIn() {},
    close() {},
    wakeAt() {},
  }
  const session = dialect.serve(line, {})
  session.greet?.()
  session.take('bob')
  session.hear({ kind: 'joined', name: 'ann', via: 'vu', time: 0 })
  return log
}

/** What a client shows and sends that `bob` is typed at. */
function typed(dialect: Dialect<string, string, object>): readonly string[] {
  const log: string[] = []
  const line: TerminalLine = {
    now: 0,
    port: undefined,
    show: (text) => log.push(`shown ${text}`),
    prompt() {},
    write: (frame) => log.push(`sent ${frame}`),
    close() {},
    reconnect() {},
    end() {},
    wakeAt() {},
    call() {},
    speak: () => false,
    hangUp: () => false,
    sendFile() {},
  }
  dialect.terminal.open(line, {}).typed('bob')
  return log
}

const asked = '{"kind":"login","name":"bob","cap":0}'

test('nothing is wrong with the right one', () => {
  expect(served(parrot)).toEqual(['hello', asked, 'bob', 'joined'])
  expect(typed(parrot)).toEqual(['shown bob', 'sent bob'])
})

test('a server may write something else, nothing, or twice', () => {
  const other = serverWrites(parrot, (frame) => [String(frame).toUpperCase()])
  expect(served(other)).toEqual(['HELLO', asked, 'BOB', 'JOINED'])
  expect(served(serverWrites(parrot, () => []))).toEqual([asked])
  const twice = serverWrites(parrot, (frame) => [frame, frame])
  expect(served(twice)).toEqual(['hello', 'hello', asked, 'bob', 'bob', 'joined', 'joined'])
})

test('a server may ask for something else', () => {
  const other = serverAsks(parrot, { login: (command) => ({ ...command, name: 'ann' }) })
  expect(served(other)).toEqual(['hello', '{"kind":"login","name":"ann","cap":0}', 'bob', 'joined'])
})

test('a server may mishear', () => {
  const deaf = serverHears(parrot, { event: () => undefined, request: () => undefined })
  expect(served(deaf)).toEqual(['hello'])
  const session = deaf.serve(
    {
      peer: { address: '', port: 0 },
      address: '',
      now: 0,
      write() {},
      ask() {},
      standIn() {},
      close() {},
      wakeAt() {},
    },
    {},
  )
  expect(session.seal?.('x')).toBe('<x>')
})

test.each([
  ['server', serverReads(parrot, (own) => mangled(own, halved)).splitter({})],
  ['client', clientReads(parrot, (own) => mangled(own, halved)).client.splitter({})],
])('a %s may misread', (_side, splitter) => {
  splitter.push(new TextEncoder().encode('word'))
  expect([splitter.next(9), splitter.next(9), splitter.next(9)]).toEqual(['wo', 'rd', NEED_MORE])
})

function halved(chunk: Uint8Array): readonly Uint8Array[] {
  return [chunk.subarray(0, chunk.length / 2), chunk.subarray(chunk.length / 2)]
}

test('a client may send and show something else', () => {
  expect(typed(clientWrites(parrot, (frame) => [`${frame}!`]))).toEqual(['shown bob', 'sent bob!'])
  expect(typed(terminalShows(() => undefined)(parrot))).toEqual(['sent bob'])
  expect(typed(terminalShows((text) => `${text}?`)(parrot))).toEqual(['shown bob?', 'sent bob'])
})

test('a text that is written becomes another, none or several', () => {
  const change = (text: string) => (text === 'bob' ? ['b', '', 'ob'] : text === 'hello' ? '' : text)
  expect(served(serverText(change)(parrot))).toEqual([asked, 'b', 'ob', 'joined'])
  expect(typed(clientText(change)(parrot))).toEqual(['shown bob', 'sent b', 'sent ob'])
})

test('what is read is changed byte by byte, and an empty read has not come', () => {
  const change = (read: string) => (read === 'no' ? '' : read.replace('\xc3\xbc', 'u'))
  for (const splitter of [
    serverInput(change)(parrot).splitter({}),
    clientInput(change)(parrot).client.splitter({}),
  ]) {
    splitter.push(new TextEncoder().encode('gr\u00fcn'))
    splitter.push(new TextEncoder().encode('no'))
    expect([splitter.next(9), splitter.next(9)]).toEqual(['grun', NEED_MORE])
  }
})

test('a character that is cut is lost where a read is decoded by itself', () => {
  expect(decodedAlone('gr\xc3')).toBe('gr\xef\xbf\xbd')
  expect(decodedAlone('gr\xc3\xbcn')).toBe('gr\xc3\xbcn')
})

test('a method of a session is replaced, and the others are its own', () => {
  const deaf = serverSession(
    parrot,
    (line) => line,
    (session, line) => ({
      take(request) {
        line.write('first')
        session.take(request)
      },
      hear() {},
    }),
  )
  expect(served(deaf)).toEqual(['hello', 'first', asked, 'bob'])
  const twice = terminalSession(parrot, (session) => ({
    typed(text) {
      session.typed(text)
      session.typed('again')
    },
  }))
  expect(typed(twice)).toEqual(['shown bob', 'sent bob', 'shown again', 'sent again'])
})

test('a fault has its parts, and applies what it was made with', () => {
  const fault = serverTextFault('loud', 'shouts', ['x-1.1'], (text) => text.toUpperCase())
  expect([fault.name, fault.what, fault.breaks]).toEqual(['loud', 'shouts', ['x-1.1']])
  expect(served(fault.apply(parrot))).toEqual(['HELLO', asked, 'BOB', 'JOINED'])
  const { apply } = eventFault('deaf', 'hears nothing', [], () => undefined)
  expect(served(apply(parrot))).toEqual(['hello', asked, 'bob'])
})

test('a stalled server writes to nobody until its reader says something a second later', () => {
  const stalling = stalledByReader(parrot, 7)
  const log: string[] = []
  let now = 0
  const session = () =>
    stalling.serve(
      {
        peer: { address: '', port: 0 },
        address: '',
        get now() {
          return now
        },
        write: (frame) => log.push(String(frame)),
        ask() {},
        standIn() {},
        close() {},
        wakeAt() {},
      },
      {},
    )
  const [ann, bob] = [session(), session()]
  ann.take('one')
  ann.take('four')
  bob.take('five')
  now = 999
  ann.take('six')
  expect(log).toEqual(['one', 'four'])
  now = 1000
  bob.take('seven')
  expect(log).toEqual(['one', 'four'])
  ann.take('eight')
  expect(log).toEqual(['one', 'four', 'five', 'six', 'seven', 'eight'])
})
