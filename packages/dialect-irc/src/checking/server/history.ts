import { options } from '../../options.ts'
import { userWith } from './login-capabilities.ts'
import { checks, JOINED, of } from './test-client.ts'

const NEEDS = [...JOINED, 'irc-4.1a', 'irc-2.5', 'irc-2.5a', 'irc-2.5b', 'irc-2.6'] as const

export const historyChecks = checks(NEEDS, [
  {
    id: 'irc-6.1',
    title: 'tells who joins what was said before, with its time',
    hint: 'To who has server-time write the last messages of the channel behind 366.',
    scope: 'extension',
    untried: (settings) => withoutHistory(settings),
    async run(clients) {
      const [channel, ann] = await clients.pairOnChannel()
      await ann.say(`PRIVMSG ${channel} :said before`)
      await ann.before()
      const eve = await userWith(clients, ['server-time'])
      await eve.join(channel)
      const told = of('PRIVMSG', await eve.before()).find(
        ({ params }) => params[1] === 'said before',
      )
      if (told === undefined) return clients.stage.fail('it is not told')
      if (!told.tags.has('time')) clients.stage.fail('it is told without its time')
    },
  },
  {
    id: 'irc-6.2',
    title: 'tells the last messages of a channel when it is asked, with draft/chathistory',
    hint: 'Answer CHATHISTORY LATEST #tea * 10 with a batch of the type chathistory.',
    async run(clients) {
      const [channel, ann] = await clients.pairOnChannel()
      await ann.say(`PRIVMSG ${channel} :one`, `PRIVMSG ${channel} :two`)
      await ann.before()
      const capabilities = ['draft/chathistory', 'batch', 'server-time', 'message-tags']
      const eve = await userWith(clients, capabilities)
      await eve.join(channel)
      await eve.before()
      await eve.say(`CHATHISTORY LATEST ${channel} * 10`)
      await eve.hears(`BATCH * chathistory ${channel}`)
      await eve.hears(`:${ann.name} PRIVMSG ${channel} :one`)
      await eve.hears(`:${ann.name} PRIVMSG ${channel} :two`)
      await eve.hears('BATCH')
    },
  },
])

function withoutHistory(settings: unknown): string | undefined {
  return options.parse(settings).history === 0
    ? 'there is no history; say --option history=20'
    : undefined
}
