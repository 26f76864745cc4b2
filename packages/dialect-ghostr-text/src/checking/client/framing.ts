import type { Heard } from '@parley/contract'
import type { Request } from '../../frames.ts'
import { type Fields, message, spaceFlaw } from '../fields.ts'
import { type ClientCheck, LOGIN, RECEIVE, SEND, TestServer } from './test-server.ts'

/** What it says for logging in and for a message. */
async function said(server: TestServer): Promise<readonly Heard<Request>[]> {
  const hear = (type: string, fields: Fields, rule: string) => server.asked(type, fields, rule)
  const logon = await hear('LOGON', {}, 'ghostr-text-2.1')
  await server.says('LOGON', { RET: '1', NEW: '0', ERR: '0' })
  const auth = await hear('AUTH', {}, 'ghostr-text-2.1')
  await server.admits()
  await server.stage.person.welcomed(server.name, 'ghostr-text-2.1')
  const to = server.stage.name()
  server.stage.person.send(to, 'hello')
  return [logon, auth, await hear('MSG', {}, 'ghostr-text-9.4d')]
}

export const writeChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-1.1a',
    variant: 'msg',
    title: 'writes all fields of a MSG',
    hint: 'A MSG has FROM, TO and BODY: a server waits until all three have come.',
    needs: LOGIN,
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.send(stage.name(), 'hello')
      await server.next(
        message('MSG', { FROM: server.name, TO: '...', BODY: 'hello' }),
        ({ frame }) => (frame.kind === 'unfinished' ? { why: 'it lacks a field' } : undefined),
      )
    },
  },
  {
    rule: 'ghostr-text-1.1b',
    title: 'writes nothing between messages',
    hint: 'Write no line end or space after the last ";;", as print or println would.',
    needs: LOGIN,
    async run(stage) {
      for (const heard of await said(await TestServer.open(stage))) {
        const flaw = spaceFlaw(heard)
        if (flaw !== undefined) stage.fail(flaw.why)
      }
    },
  },
]

export const paceChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-8.1',
    title: 'writes a message in one segment',
    hint: 'Put all fields into one text and send it once: servers take what one read gives.',
    needs: LOGIN,
    async run(stage) {
      for (const heard of await said(await TestServer.open(stage))) {
        if (!heard.alone) stage.fail(`it came in several reads: ${heard.text}`)
      }
    },
  },
  {
    rule: 'ghostr-text-8.1',
    variant: 'pace',
    title: 'waits between two messages',
    hint: 'Wait 100 ms between two sends: servers in use take one read for one message.',
    scope: 'extension',
    needs: SEND,
    async run(stage) {
      if (stage.options.pace === 0) stage.skip('the client does not wait (pace=0)')
      const server = await TestServer.user(stage)
      const to = stage.name()
      let longest = 0
      for (let round = 0; round < 3 && longest < 80; round += 1) {
        stage.person.send(to, 'one')
        stage.person.send(to, 'two')
        const first = await server.asked('MSG', { BODY: 'one' }, 'ghostr-text-9.4d')
        const second = await server.asked('MSG', { BODY: 'two' }, 'ghostr-text-9.4d')
        longest = Math.max(longest, second.at - first.at)
      }
      if (longest < 80) stage.fail(`two messages came within ${Math.round(longest)} ms`)
    },
  },
]

export const readChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-8.3',
    title: 'reads messages that are cut and joined anywhere',
    hint: 'Buffer input until all fields of a message are there, and keep the rest for the next one.',
    segmented: true,
    needs: RECEIVE,
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      const texts = ['grüße ♥ 日本', 'second']
      for (const text of texts) await server.brings(from, text)
      await stage.pass(0)
      for (const text of texts) await stage.person.heard(from, text, 'ghostr-text-8.3')
    },
  },
  {
    rule: 'ghostr-text-8.3',
    variant: 'kept',
    title: 'reads a message that comes with the reply to the login',
    hint: 'A message after the reply to AUTH in the same read is one like any other.',
    needs: RECEIVE,
    async run(stage) {
      const server = await TestServer.open(stage)
      await server.named()
      await server.asked('AUTH', { WHO: server.name }, 'ghostr-text-2.1')
      const from = stage.name()
      const kept = message('MSG', { FROM: from, TO: server.name, BODY: 'kept' })
      await server.wire.say(message('AUTH', { PASW: '1', ATMP: '3' }) + kept)
      await stage.person.heard(from, 'kept')
    },
  },
  {
    rule: 'ghostr-text-8.3',
    variant: 'long',
    title: 'reads a message of 1024 bytes',
    hint: 'Read as many bytes as a message may have, and go on reading until it is whole.',
    needs: RECEIVE,
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      const text = 'abcdé日 '.repeat(90).trimEnd()
      await server.brings(from, text)
      await stage.person.heard(from, text)
    },
  },
]
