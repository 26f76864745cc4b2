import { type ServerCheck, TestClient, withBadBytes } from './test-client.ts'

/** These can crash a server, so they run last. */
export const textChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-2.4d',
    title: 'refuses a name that is not UTF-8',
    hint: 'Catch the error that decoding gives, and answer; the connection goes on.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const wire = await stage.connect()
      const line = withBadBytes(`HELLO-FROM ${client.word()}`, '\n')
      await client.request(wire, line, 'BAD-RQST-BODY\n')
    },
  },
  {
    rule: 'vu-3.7c',
    title: 'refuses a body that is not UTF-8',
    hint: 'Catch the error that decoding gives, answer BAD-RQST-BODY, and go on.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const [{ wire }, other] = [await client.user(), await client.user()]
      await client.request(wire, withBadBytes(`SEND ${other.name} `, '\n'), 'BAD-RQST-BODY\n')
    },
  },
]
