import { checks, JOINED, joins, of } from './test-client.ts'
import { isSame, paramsOf } from './wanted.ts'

export const listChecks = checks(JOINED, [
  {
    id: 'irc-3.6',
    title: 'lists the channels',
    hint: 'Answer LIST with 322 for each channel, with how many are on it, and 323.',
    async run(clients) {
      const [channel, ann] = await clients.pairOnChannel()
      const rows = of('322', await ann.ask('LIST', '323')).map(paramsOf)
      const row = rows.find(([name = '']) => isSame(name, channel))
      if (row === undefined) return clients.stage.fail(`322 does not name ${channel}`)
      if (row[1] !== '2') clients.stage.fail(`it says that ${row[1] ?? 'nobody'} are on ${channel}`)
    },
  },
  {
    id: 'irc-3.6.one',
    title: 'lists one channel',
    hint: 'LIST #tea is answered 322 for that channel, and 323.',
    steps: [...joins('ann'), 'ann> LIST #{tea}', 'ann< 322 #{tea} 1', 'ann< 323'],
  },
])
