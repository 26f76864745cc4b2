import type { Heard } from '@parley/contract'
import type { Request } from '../../frames.ts'
import { options } from '../../options.ts'
import { type Fields, message, spaceFlaw } from '../fields.ts'
import { checks, LOGIN, RECEIVE, SEND, type TextServer } from './test-server.ts'

/** What it says for logging in and for a message. */
async function said(server: TextServer): Promise<readonly Heard<Request>[]> {
  await server.open()
  const hear = (type: string, fields: Fields, rule: string) => server.asked(type, fields, rule)
  const logon = await hear('LOGON', {}, 'ghostr-text-2.1')
  await server.tells('LOGON', { RET: '1', NEW: '0', ERR: '0' })
  const auth = await hear('AUTH', {}, 'ghostr-text-2.1')
  await server.admits()
  await server.person.welcomed(server.name, 'ghostr-text-2.1')
  const to = server.word()
  server.person.send(to, 'hello')
  return [logon, auth, await hear('MSG', {}, 'ghostr-text-9.4d')]
}

export const writeChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-1.1a.msg',
    title: 'writes all fields of a MSG',
    hint: 'A MSG has FROM, TO and BODY: a server waits until all three have come.',
    async run(server) {
      server.person.send(server.word(), 'hello')
      await server.next(
        message('MSG', { FROM: server.name, TO: '...', BODY: 'hello' }),
        ({ frame }) => (frame.kind === 'unfinished' ? { why: 'it lacks a field' } : undefined),
      )
    },
  },
  {
    id: 'ghostr-text-1.1b',
    title: 'writes nothing between messages',
    hint: 'Write no line end or space after the last ";;", as print or println would.',
    login: 'none',
    async run(server) {
      for (const heard of await said(server)) {
        const flaw = spaceFlaw(heard)
        if (flaw !== undefined) server.stage.fail(flaw.why)
      }
    },
  },
])

export const paceChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-8.1',
    title: 'writes a message in one segment',
    hint: 'Put all fields into one text and send it once: servers take what one read gives.',
    login: 'none',
    async run(server) {
      for (const heard of await said(server)) {
        if (!heard.alone) server.stage.fail(`it came in several reads: ${heard.text}`)
      }
    },
  },
  {
    id: 'ghostr-text-8.1.pace',
    title: 'waits between two messages',
    hint: 'Wait 100 ms between two sends: servers in use take one read for one message.',
    scope: 'extension',
    needs: SEND,
    login: 'none',
    untried(settings) {
      return options.parse(settings).pace === 0 ? 'the client does not wait (pace=0)' : undefined
    },
    async run(server) {
      await server.enter()
      const to = server.word()
      let longest = 0
      for (let round = 0; round < 3 && longest < 80; round += 1) {
        server.person.send(to, 'one')
        server.person.send(to, 'two')
        const first = await server.asked('MSG', { BODY: 'one' }, 'ghostr-text-9.4d')
        const second = await server.asked('MSG', { BODY: 'two' }, 'ghostr-text-9.4d')
        longest = Math.max(longest, second.at - first.at)
      }
      if (longest < 80) server.stage.fail(`two messages came within ${Math.round(longest)} ms`)
    },
  },
])

export const readChecks = checks(RECEIVE, [
  {
    id: 'ghostr-text-8.3',
    title: 'reads messages that are cut and joined anywhere',
    hint: 'Buffer input until all fields of a message are there, and keep the rest for the next one.',
    segmented: true,
    async run(server) {
      const from = server.word()
      const texts = ['grüße ♥ 日本', 'second']
      for (const text of texts) await server.brings(from, text)
      await server.stage.pass(0)
      for (const text of texts) await server.person.heard(from, text, 'ghostr-text-8.3')
    },
  },
  {
    id: 'ghostr-text-8.3.kept',
    title: 'reads a message that comes with the reply to the login',
    hint: 'A message after the reply to AUTH in the same read is one like any other.',
    login: 'none',
    async run(server) {
      await server.open()
      await server.named()
      await server.asked('AUTH', { WHO: server.name }, 'ghostr-text-2.1')
      const from = server.word()
      const kept = message('MSG', { FROM: from, TO: server.name, BODY: 'kept' })
      await server.wire.say(message('AUTH', { PASW: '1', ATMP: '3' }) + kept)
      await server.person.heard(from, 'kept')
    },
  },
  {
    id: 'ghostr-text-8.3.long',
    title: 'reads a message of 1024 bytes',
    hint: 'Read as many bytes as a message may have, and go on reading until it is whole.',
    async run(server) {
      const from = server.word()
      const text = 'abcdé日 '.repeat(90).trimEnd()
      await server.brings(from, text)
      await server.person.heard(from, text)
    },
  },
])
