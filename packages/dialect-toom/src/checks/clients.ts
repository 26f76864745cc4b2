import { MOST_PICKLE } from '../options.ts'
import { asked, type ClientCheck, Desk } from './desk.ts'
import { said } from './words.ts'

const DATE = '20 Nov 2026 22:55:14'

/** So long, in milliseconds, a client may take to send something long. */
const SENDING = 300

export const formChecks: readonly ClientCheck[] = [
  {
    rule: 'toom-1.1',
    title: 'what the client says are pickled dictionaries',
    hint: "Send pickle.dumps({'type': ..., 'body': ...}) and nothing else: no text, no length before it.",
    async run(stage) {
      const desk = await Desk.open(stage)
      stage.person.login(desk.name, desk.password)
      await desk.wire.expect('a pickled dictionary with type and body', (heard) => {
        const { type, body } = asked(heard)
        return type === undefined || body === undefined ? { why: 'it has no such keys' } : undefined
      })
    },
  },
  {
    rule: 'toom-1.1b',
    title: 'the type of a request is a string',
    hint: "Put the command under type as a string, as in {'type': 'LOGIN', 'body': 'jess 123'}.",
    needs: ['toom-1.1'],
    async run(stage) {
      const desk = await Desk.open(stage)
      stage.person.login(desk.name, desk.password)
      await desk.wire.expect('a type that is a string', (heard) => {
        return typeof asked(heard).type === 'string' ? undefined : { why: 'it is none' }
      })
    },
  },
  {
    rule: 'toom-2.2h',
    title: 'the request to log in',
    hint: "Send {'type': 'LOGIN', 'body': 'jess 123'}: the name, one blank, the password, and no line end.",
    needs: ['toom-1.1', 'toom-1.1b'],
    async run(stage) {
      const desk = await Desk.open(stage)
      stage.person.login(desk.name, desk.password)
      const wanted = `${desk.name} ${desk.password}`
      await desk.asks('LOGIN', 'toom-2.2h', (body) => {
        return body === wanted ? undefined : { why: `the body is ${JSON.stringify(body)}` }
      })
    },
  },
  {
    rule: 'toom-2.1a',
    title: 'nothing is said before the server has spoken',
    hint: 'Read once right after you have connected, before you send LOGIN: otherwise the greeting is taken for the reply to it.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const desk = await Desk.before(stage)
      stage.person.login(desk.name, desk.password)
      await desk.wire.silent()
      await desk.says('', said.banner)
      await desk.asks('LOGIN', 'toom-2.2h')
    },
  },
  {
    rule: 'toom-2.3',
    title: 'the port for files is said after the login',
    hint: "When LOGIN-A has come, send {'type': 'UDP_PORT', 'body': 46299} with the number of your UDP port, and read nothing after it.",
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const desk = await Desk.knocking(stage)
      await desk.says('LOGIN-A', '')
      await desk.wire.expect('a request of type UDP_PORT with a number', (heard) => {
        const { type, body } = asked(heard)
        if (type !== 'UDP_PORT') return { why: `the type is ${JSON.stringify(type)}` }
        const isNumber = /^\d{1,5}$/.test(String(body))
        const isPort = isNumber && Number(body) > 0 && Number(body) < 65_536
        return isPort ? undefined : { why: `the body is ${JSON.stringify(body)}` }
      })
      await desk.posts('hello', 'toom-1.1c')
    },
  },
]

export const commandChecks: readonly ClientCheck[] = [
  {
    rule: 'toom-1.1c',
    title: 'a message is sent as it was typed',
    hint: 'Cut the typed line at its first blank only: what is before it is the type, all behind it the body, with its blanks and letters.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const text = `${stage.name()} grüßt  alle 😀: "MSG" x`
      stage.person.send(stage.name(), text)
      await desk.asks('MSG', 'toom-1.1c', (body) => {
        return body.endsWith(text) ? undefined : { why: `the body is ${JSON.stringify(body)}` }
      })
    },
  },
  {
    rule: 'toom-1.1c',
    variant: 'list',
    title: 'the list of users is asked for',
    hint: "A command without anything behind it has an empty body: {'type': 'ATU', 'body': ''}.",
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.list()
      await desk.asks('ATU', 'toom-1.1c')
      await desk.says('ATU-N', said.nobody)
      await desk.posts('hello', 'toom-1.1c')
    },
  },
  {
    rule: 'toom-1.1a',
    title: 'a message that is too long for one pickle',
    hint: 'Servers read 2048 bytes at once: look how long the pickle is before you send it, and say so where it is longer.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.send(stage.name(), 'long '.repeat(600))
      await stage.pass(SENDING)
      for (const { bytes } of await desk.wire.rest()) {
        if (bytes.length > MOST_PICKLE) {
          stage.fail(`a request has ${bytes.length} bytes, not ${MOST_PICKLE} at most`)
        }
      }
    },
  },
  {
    rule: 'toom-1.5b',
    title: 'the next command waits for the reply',
    hint: 'After each request read exactly once, and only then take the next line that was typed.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-2.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      await desk.posts('hello', 'toom-1.1c')
      stage.person.list()
      await desk.wire.silent()
      await desk.says('MSGACK', `Message #1 posted at ${DATE}.`)
      await desk.asks('ATU', 'toom-1.1c')
    },
  },
  {
    rule: 'toom-3.7a',
    title: 'leaving',
    hint: "When the person types OUT, send {'type': 'OUT', 'body': ''} and read the goodbye before you end.",
    needs: ['toom-1.1', 'toom-1.1c', 'toom-2.2h'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.leave()
      await desk.asks('OUT', 'toom-3.7a')
      const text = `Bye, ${desk.name}!`
      await desk.says('OUT', text)
      await stage.person.shows(text, 'toom-1.5c')
    },
  },
  {
    rule: 'toom-5.1',
    title: 'UPD is not sent to the server',
    hint: 'UPD is for the client itself: look for it before you send what was typed to the server.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.type(`UPD ${stage.name()} ${stage.name()}.txt`)
      await stage.pass(SENDING)
      if ((await desk.rest()).some(({ type }) => type === 'UPD')) stage.fail('UPD was sent')
    },
  },
]
