import { type ServerCheck, TestClient } from './test-client.ts'

export const leaveChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-2.7',
    title: 'frees a name when its connection closes',
    hint: 'If a read tells that the connection is closed, take its name out of your table.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const { name, wire } = await client.user()
      wire.end()
      const next = await client.waitUntilFree(name)
      if (next === undefined) stage.fail(`${name} cannot be had 3 seconds after its owner closed`)
    },
  },
  {
    rule: 'vu-2.7a',
    title: 'answers a command after the client closed its sending half',
    hint: 'Answer the lines that have come before you treat the end of the input as a goodbye.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      await wire.say('FLY\n')
      wire.end()
      await client.expect(wire, 'BAD-RQST-HDR\n')
    },
  },
]

/** These can crash a server, so they run late. */
export const crashChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-2.7',
    variant: 'reset',
    title: 'serves others after a reset within a line',
    hint: 'A read can end with an error: catch it, free the name, and serve the others as before.',
    needs: ['vu-1.2c', 'vu-2.1a', 'vu-2.7', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(stage) {
      const client = new TestClient(stage)
      const [one, two, three] = [await client.user(), await client.user(), await client.user()]
      await one.wire.say(`SEND ${two.name} ${client.word()}`)
      await stage.pass(20)
      one.wire.reset()
      const next = await client.waitUntilFree(one.name)
      if (next === undefined) {
        stage.fail(`${one.name} cannot be had 3 seconds after its connection was cut`)
      }
      await client.deliver(three, two, client.word(), 'vu-2.7')
    },
  },
  {
    rule: 'vu-2.7',
    variant: 'unread',
    title: 'serves others after a client left replies unread',
    hint: 'A write can fail if its reader has gone: catch that, and serve the others as before.',
    needs: ['vu-1.2d', 'vu-2.1a', 'vu-2.7', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(stage) {
      const client = new TestClient(stage)
      const [one, two, three] = [await client.user(), await client.user(), await client.user()]
      await one.wire.say('LIST\n'.repeat(50))
      one.wire.reset()
      await client.deliver(two, three, client.word(), 'vu-2.7')
    },
  },
]
