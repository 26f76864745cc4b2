import type { Check, ClientStage, ServerStage, Wire } from '@parley/contract'
import type { Reply, Request } from './frames.ts'
import type { Options } from './options.ts'

type Stage = ServerStage<Reply, Options>
type Connection = Wire<Reply>

/** Somebody who has logged in. */
async function user(stage: Stage): Promise<{ name: string; wire: Connection }> {
  const name = stage.name()
  const wire = await stage.connect()
  await wire.say(`HELLO-FROM ${name}\n`)
  await wire.hear(`HELLO ${name}\n`, 'vu-2.1a')
  return { name, wire }
}

export const serverChecks: readonly Check<Stage>[] = [
  {
    rule: 'vu-2.1a',
    title: 'a login is confirmed',
    hint: 'Answer "HELLO-FROM bob" with "HELLO bob": the word, one space, the name as it came, \\n.',
    async run(stage) {
      await user(stage)
    },
  },
  {
    rule: 'vu-1.2c',
    title: 'a conversation cut anywhere',
    hint: 'Keep what one read returns and look for \\n in all that has come; one read is not one line.',
    needs: ['vu-2.1a', 'vu-3.3'],
    manner: 'framing',
    async run(stage) {
      const ann = await user(stage)
      await ann.wire.say(`SEND ${ann.name} grüße 👩‍🚀\n`)
      await ann.wire.hear('SEND-OK\n', 'vu-3.3')
      await ann.wire.hear(`DELIVERY ${ann.name} grüße 👩‍🚀\n`, 'vu-3.3a')
    },
  },
  {
    rule: 'vu-3.8',
    title: 'a message to nobody',
    hint: 'Look the destination up after the body was checked; where it is not there, BAD-DEST-USER.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const { wire } = await user(stage)
      await wire.say(`SEND ${stage.name()} hello\n`)
      await wire.hear('BAD-DEST-USER\n')
    },
  },
]

export const clientChecks: readonly Check<ClientStage<Request, Options>>[] = [
  {
    rule: 'vu-2.1',
    title: 'how it logs in',
    hint: 'Send "HELLO-FROM ", the name and \\n, in that order and nothing before.',
    async run(stage) {
      const name = stage.name()
      const wire = await stage.start()
      stage.person.login(name)
      await wire.hear(`HELLO-FROM ${name}\n`)
      await wire.say(`HELLO ${name}\n`)
      await stage.person.shows(`Successfully logged in as ${name}!`)
    },
  },
]
