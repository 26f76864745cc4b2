import { checks, has, JOINED, joins, LOGIN, namesIn, of } from './test-client.ts'
import { isSame, nickOf } from './wanted.ts'

export const joinChecks = checks(LOGIN, [
  {
    id: 'irc-3.2',
    title: 'answers JOIN with JOIN, the names and their end',
    hint: 'Say ":nick!user@host JOIN #tea" to who joins, then 353 with all names, and 366.',
    async run(clients) {
      const ann = await clients.user()
      const channel = `#${clients.word()}`
      const lines = await ann.ask(`JOIN ${channel}`, `366 ${channel}`)
      const joined = of('JOIN', lines).some((message) => isSame(nickOf(message), ann.name))
      if (!joined) clients.stage.fail('there is no JOIN before 366')
      if (!has(namesIn(lines), ann.name)) clients.stage.fail('353 does not name who has joined')
    },
  },
  {
    id: 'irc-3.1',
    title: 'tells the name of a channel with its #',
    hint: 'The # is a part of the name of a channel, in every line that names it.',
    needs: ['irc-3.2'],
    steps: ['ann> JOIN #{tea}', 'ann< :{ann} JOIN #{tea}', 'ann< 353 * #{tea}', 'ann< 366 #{tea}'],
  },
])

export const othersChecks = checks(JOINED, [
  {
    id: 'irc-3.2a',
    title: 'tells the others on a channel who has joined',
    hint: 'Write the JOIN to all who are on the channel.',
    steps: [...joins('ann'), ...joins('bob'), 'ann< :{bob} JOIN #{tea}'],
  },
])

export const channelChecks = checks(JOINED, [
  {
    id: 'irc-3.2.mask',
    title: 'tells who has joined with user and host',
    hint: 'The source of a JOIN is nick!user@host.',
    needs: ['irc-3.2a'],
    async run(clients) {
      const [, ann, bob] = await clients.pairOnChannel()
      const { frame, bytes } = await ann.hears(`:${bob.name} JOIN`, 'irc-3.2a')
      const source = frame.kind === 'message' ? (frame.source ?? '') : ''
      if (!/^[^!@]+![^!@]+@[^!@]+$/.test(source)) {
        clients.stage.fail('its source is no nick!user@host', 'irc-3.2', bytes, 0)
      }
    },
  },
  {
    id: 'irc-3.2b',
    title: 'joins several channels with one JOIN',
    hint: 'Channels stand with commas between them: join each, and answer each.',
    steps: ['ann> JOIN #{tea},#{pub}', 'ann< 366 #{tea}', 'ann< 366 #{pub}'],
  },
  {
    id: 'irc-3.2c',
    title: 'refuses to join what is no channel',
    hint: 'A name without # is no channel: answer 403 or 476.',
    steps: ['ann> JOIN {tea}', 'ann< 403|476|479'],
  },
  {
    id: 'irc-3.2d',
    title: 'refuses JOIN without a channel',
    hint: 'Answer 461 to JOIN without a parameter.',
    steps: ['ann> JOIN', 'ann< 461'],
  },
  {
    id: 'irc-3.2e',
    title: 'leaves all channels at JOIN 0',
    hint: 'JOIN 0 is a PART of each channel.',
    steps: [...joins('ann'), ...joins('bob'), 'ann> JOIN 0', 'bob< :{ann} PART #{tea}'],
  },
  {
    id: 'irc-3.3',
    title: 'tells all on a channel who has left it',
    hint: 'Write the PART to all on the channel, and to the one who leaves.',
    steps: [
      ...joins('ann'),
      ...joins('bob'),
      'bob> PART #{tea}',
      'bob< :{bob} PART #{tea}',
      'ann< :{bob} PART #{tea}',
    ],
  },
  {
    id: 'irc-3.3.reason',
    title: 'tells the reason with which somebody has left',
    hint: 'Pass the second parameter of PART on.',
    needs: ['irc-3.3'],
    steps: [
      ...joins('ann'),
      ...joins('bob'),
      'bob> PART #{tea} :time for bed',
      'ann< :{bob} PART #{tea} :time for bed',
    ],
  },
  {
    id: 'irc-3.3a',
    title: 'refuses PART of a channel that one is not on',
    hint: 'Answer 442 with the channel.',
    steps: [...joins('ann'), 'bob> PART #{tea}', 'bob< 442 #{tea}'],
  },
  {
    id: 'irc-3.3b',
    title: 'tells nothing of a channel to who has left it',
    hint: 'Take who leaves off the channel’s list before the next message.',
    needs: ['irc-3.3', 'irc-4.1a'],
    steps: [
      ...joins('ann'),
      ...joins('bob'),
      'bob> PART #{tea}',
      ['bob< :{bob} PART #{tea}', 'irc-3.3'],
      'ann> PRIVMSG #{tea} :are you there?',
      'ann> PING {token}',
      ['ann< PONG * {token}', 'irc-5.3'],
      'bob gets nothing',
    ],
  },
  {
    id: 'irc-3.4',
    title: 'names all who are on a channel',
    hint: 'Answer NAMES with 353 for all on the channel, and 366.',
    async run(clients) {
      const [channel, ann, bob] = await clients.pairOnChannel()
      const names = namesIn(await ann.ask(`NAMES ${channel}`, `366 ${channel}`))
      for (const { name } of [ann, bob]) {
        if (!has(names, name)) clients.stage.fail(`353 does not name ${name}`)
      }
    },
  },
  {
    id: 'irc-3.4.left',
    title: 'names nobody who has left',
    hint: 'Take who leaves off the channel’s list.',
    needs: ['irc-3.4', 'irc-3.3'],
    async run(clients) {
      const [channel, ann, bob] = await clients.pairOnChannel()
      await bob.say(`PART ${channel}`)
      await bob.hears(`:${bob.name} PART ${channel}`, 'irc-3.3')
      const names = namesIn(await ann.ask(`NAMES ${channel}`, `366 ${channel}`))
      if (has(names, bob.name)) clients.stage.fail('353 names who has left')
    },
  },
  {
    id: 'irc-3.4.none',
    title: 'answers NAMES of no channel with 366 alone',
    hint: 'NAMES of a channel that there is not is answered 366, and no error.',
    steps: ['ann> NAMES #{none}', 'ann< 366 #{none}'],
  },
  {
    id: 'irc-3.7',
    title: 'answers TOPIC where there is none',
    hint: 'Answer 331 where the channel has no topic, or 332 with it.',
    steps: [...joins('ann'), 'ann> TOPIC #{tea}', 'ann< 331|332 #{tea}'],
  },
  {
    id: 'irc-3.7a',
    title: 'sets a topic, and tells it to all on the channel',
    hint: 'Keep the topic, and write the TOPIC to all on the channel, its author too.',
    steps: [
      ...joins('ann'),
      ...joins('bob'),
      'ann> TOPIC #{tea} :green  tea',
      'ann< :{ann} TOPIC #{tea} :green  tea',
      'bob< :{ann} TOPIC #{tea} :green  tea',
    ],
  },
  {
    id: 'irc-3.7.set',
    title: 'tells the topic that has been set',
    hint: 'Answer TOPIC with 332, and write 332 also to who joins.',
    needs: ['irc-3.7a'],
    steps: [
      ...joins('ann'),
      'ann> TOPIC #{tea} :green tea',
      ['ann< :{ann} TOPIC #{tea} :green tea', 'irc-3.7a'],
      'ann> TOPIC #{tea}',
      'ann< 332 #{tea} :green tea',
      'bob> JOIN #{tea}',
      'bob< 332 #{tea} :green tea',
    ],
  },
])
