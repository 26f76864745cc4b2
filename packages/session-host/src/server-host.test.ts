import {
  type AnswerOf,
  type CommandKind,
  type CommandOf,
  type Dialect,
  Malformed,
  NEED_MORE,
  type ServerSession,
} from '@parley/contract'
import { ServerHost, type ServerHostLine } from './server-host.ts'

const decoder = new TextDecoder()

/** A frame is one letter; `!` is malformed. */
function letters() {
  let text = ''
  return {
    push: (chunk: Uint8Array) => {
      text += decoder.decode(chunk)
    },
    next: () => {
      const letter = text[0]
      text = text.slice(1)
      return letter === '!' ? new Malformed('malformed') : (letter ?? NEED_MORE)
    },
  }
}

/** A host with a line that keeps what is done with it, and answers when it is told to. */
function hosting(
  more: Partial<ServerHostLine> = {},
  settings: ConstructorParameters<typeof ServerHost>[3] = {},
) {
  const did: string[] = []
  const answers: (() => void)[] = []
  const line: ServerHostLine = {
    peer: { address: '127.0.0.1', port: 1 },
    address: '127.0.0.1',
    now: 5,
    write: (frame) => did.push(`write ${String(frame)}`),
    ask<Kind extends CommandKind>(
      command: CommandOf<Kind>,
      then: (answer: AnswerOf<Kind>) => void,
    ) {
      did.push(`ask ${command.kind}`)
      answers.push(() => then({ ok: false, error: 'busy' }))
    },
    standIn: (names, then) => {
      did.push(`places ${names.join()}`)
      answers.push(() => then([7]))
    },
    close: (reason) => did.push(`close ${reason}`),
    wakeAt: (time) => did.push(`wake at ${time}`),
    ...more,
  }
  const serve = (own: typeof line): ServerSession<string> => ({
    greet: () => own.write('hello'),
    take(letter) {
      if (letter === 'l') own.ask({ kind: 'list' }, ({ ok }) => own.write(ok ? 'yes' : 'no'))
      else if (letter === 'p') own.standIn(['bob'], (ports) => own.write(`ports ${ports.join()}`))
      else if (letter === 'q') own.close('logout')
      else if (letter === 't') throw new Error('broken')
      else own.write(letter)
    },
    hear: (event) => own.write(event.kind === 'farewell' ? `bye ${event.reason}` : event.kind),
    wake: (now) => own.write(`woken ${now}`),
    seal: (frame) => `<${frame}>`,
  })
  const dialect: Pick<Dialect, 'wire' | 'splitter'> = {
    wire: () => ({ pace: 0, maxFrame: 100, loginTime: 0 }),
    splitter: letters,
  }
  const host = new ServerHost({ ...dialect, serve }, {}, line, settings)
  const push = (text: string) => host.push(new TextEncoder().encode(text))
  return { did, answers, host, push }
}

test('no frame is taken while an ask, or a place for a call, is outstanding', () => {
  const { did, answers, host, push } = hosting()
  host.greet()
  push('alb')
  push('pc')
  expect(did).toEqual(['write <hello>', 'write <a>', 'ask list'])
  answers.shift()?.()
  expect(did.slice(3)).toEqual(['write <no>', 'write <b>', 'places bob'])
  answers.shift()?.()
  expect(did.slice(6)).toEqual(['write <ports 7>', 'write <c>'])
})

test('the session is not called once the connection is closed', () => {
  const { did, answers, host, push } = hosting()
  push('l')
  host.shut('shutdown')
  expect(did).toEqual(['ask list', 'write <bye shutdown>', 'close shutdown'])
  answers.shift()?.()
  push('a')
  host.wake()
  host.hear({ kind: 'notice', text: 'x', time: 0 })
  host.shut('idle')
  expect(did).toHaveLength(3)
  expect(host.closed).toBe('shutdown')
})

test.each(['slow-receiver', 'peer-reset', 'internal-error', 'peer-ended', 'logout'] as const)(
  'no farewell is said at %s',
  (reason) => {
    const { did, host } = hosting()
    host.shut(reason)
    expect(did).toEqual([`close ${reason}`])
  },
)

test('a malformed stream closes the connection, with a farewell', () => {
  const { did, push } = hosting()
  push('a!b')
  expect(did).toEqual(['write <a>', 'write <bye malformed>', 'close malformed'])
})

test('what the session throws goes to whoever has called, or to the line', () => {
  expect(() => hosting().push('t')).toThrow('broken')
  const failures: unknown[] = []
  const { push, did } = hosting({ failed: (error) => failures.push(error) })
  push('ta')
  expect(failures).toEqual([new Error('broken')])
  expect(did).toEqual([])
})

test('a host hears of everything before the session does it', () => {
  const seen: string[] = []
  const flow = {
    ...{ canTake: true, mustRest: false },
    taking: (frame: unknown) => seen.push(`taking ${frame}`),
    took: () => seen.push('took'),
  }
  const { answers, host, push } = hosting(
    {
      sealsLater: true,
      beforeSession: () => seen.push('before'),
      answering: ({ kind }, { ok }) => seen.push(`answering ${kind} ${ok}`),
      answered: () => seen.push('answered'),
      resume: () => seen.push('resume'),
      write: (frame) => seen.push(`write ${String(frame)}`),
    },
    { flow },
  )
  push('l')
  answers.shift()?.()
  host.wake()
  expect(seen).toEqual([
    ...['taking l', 'took', 'answering list false', 'write no', 'answered', 'resume'],
    ...['before', 'write woken 5'],
  ])
  expect(host.sealed('x')).toBe('<x>')
})

test('frames wait for the flow, and the first ones have a bound of their own', () => {
  const flow = { canTake: false, mustRest: false, taking: () => {}, took: () => {} }
  const { did, host, push } = hosting({}, { flow, frameBeforeLogin: 3 })
  expect([host.bound, push('a')]).toEqual([3, 'blocked'])
  flow.canTake = true
  flow.mustRest = true
  expect(host.pump()).toBe('resting')
  flow.mustRest = false
  expect(host.pump()).toBe('starved')
  expect(did).toEqual(['write <a>'])
})
