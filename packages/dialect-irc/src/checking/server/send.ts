import { ANSWERED, checks, JOINED, joins, SENDING } from './test-client.ts'

export const firstMessageChecks = checks(ANSWERED, [
  {
    id: 'irc-4.1',
    title: 'delivers a message to its recipient',
    hint: 'Write ":ann!user@host PRIVMSG bob :text" to the connection of bob.',
    steps: ['ann> PRIVMSG {bob} :hello there', 'bob< :{ann} PRIVMSG {bob} :hello there'],
  },
])

export const messageChecks = checks(SENDING, [
  {
    id: 'irc-4.1.alone',
    title: 'delivers a message to its recipient only',
    hint: 'A message to a nickname is nobody else’s.',
    steps: [
      'ann> PRIVMSG {bob} :hello',
      ['bob< :{ann} PRIVMSG {bob} :hello', 'irc-4.1'],
      'bob gets nothing',
      'eve gets nothing',
    ],
  },
  {
    id: 'irc-4.1e',
    title: 'answers nothing to a message that it has delivered',
    hint: 'A PRIVMSG that succeeds has no answer.',
    steps: ['ann> PRIVMSG {bob} :hello', 'ann gets nothing'],
  },
  {
    id: 'irc-4.1.oneself',
    title: 'delivers a message to its own sender',
    hint: 'One may write to oneself.',
    steps: ['ann> PRIVMSG {ann} :hello', 'ann< :{ann} PRIVMSG {ann} :hello'],
  },
  {
    id: 'irc-4.1b',
    title: 'writes the sender with user and host before a message',
    hint: 'The source of a message is nick!user@host, whatever the client has put there.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.say(`PRIVMSG ${bob.name} :hello`)
      const { frame, bytes } = await bob.hears(`:${ann.name} PRIVMSG ${bob.name}`, 'irc-4.1')
      const source = frame.kind === 'message' ? (frame.source ?? '') : ''
      if (!/^[^!@]+![^!@]+@[^!@]+$/.test(source)) {
        clients.stage.fail('its source is no nick!user@host', 'irc-4.1b', bytes, 0)
      }
    },
  },
  {
    id: 'irc-4.1b.forged',
    title: 'lets nobody write in the name of another',
    hint: 'Pass over the source that a client says, and put its own there, or end the connection.',
    async run(clients) {
      const [ann, bob, eve] = await clients.three()
      await ann.say(`:${eve.name}!${eve.name}@host PRIVMSG ${bob.name} :hello`)
      await ann.wire.rest()
      const heard = await bob.before()
      const forged = heard.find(
        ({ frame }) =>
          frame.kind === 'message' && frame.source?.startsWith(`${eve.name}!`) === true,
      )
      if (forged !== undefined)
        clients.stage.fail('it has another’s name', 'irc-4.1b', forged.bytes, 0)
    },
  },
  {
    id: 'irc-4.1c',
    title: 'delivers a text with all its blanks',
    hint: 'The text is all that stands behind the colon, blanks at its beginning too.',
    steps: [
      'ann> PRIVMSG {bob} :  two before,  two within',
      'bob< :{ann} PRIVMSG {bob} :  two before,  two within',
    ],
  },
  {
    id: 'irc-4.1h',
    title: 'delivers the blanks at the end of a text',
    hint: 'Cut nothing but \\r\\n off the end of a line.',
    needs: ['irc-4.1c'],
    steps: ['ann> PRIVMSG {bob} :one behind ', 'bob< :{ann} PRIVMSG {bob} :one behind '],
  },
  {
    id: 'irc-4.1c.letters',
    title: 'delivers letters outside ASCII',
    hint: 'Pass the bytes of a text on as they came.',
    steps: [
      'ann> PRIVMSG {bob} :grüße ♥ κόσμε 日本語 👩‍🚀',
      'bob< :{ann} PRIVMSG {bob} :grüße ♥ κόσμε 日本語 👩‍🚀',
    ],
  },
  {
    id: 'irc-4.1d',
    title: 'delivers several messages once each and in order',
    hint: 'Write each message once, in the order in which they came.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const texts = Array.from({ length: 6 }, (_, index) => `number ${index}`)
      await ann.say(...texts.map((text) => `PRIVMSG ${bob.name} :${text}`))
      for (const text of texts) await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :${text}`)
      await bob.nothing()
    },
  },
  {
    id: 'irc-4.2',
    title: 'finds a nickname in any letter case',
    hint: 'Compare nicknames without regard to letter case.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.say(`PRIVMSG ${bob.name.toUpperCase()} :hello`)
      await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :hello`)
    },
  },
  {
    id: 'irc-4.3e',
    title: 'delivers a NOTICE as a NOTICE',
    hint: 'NOTICE is as PRIVMSG, but arrives as NOTICE.',
    steps: ['ann> NOTICE {bob} :take note', 'bob< :{ann} NOTICE {bob} :take note'],
  },
  {
    id: 'irc-4.3g',
    title: 'delivers a message to each of several recipients',
    hint: 'Recipients stand with commas between them: each gets a message of their own.',
    steps: [
      'ann> PRIVMSG {bob},{eve} :hello',
      'bob< :{ann} PRIVMSG {bob} :hello',
      'eve< :{ann} PRIVMSG {eve} :hello',
    ],
  },
  {
    id: 'irc-4.5',
    title: 'delivers an ACTION as an ACTION',
    hint: 'Pass \\x01ACTION waves\\x01 on with its bytes 01.',
    steps: [
      'ann> PRIVMSG {bob} :\x01ACTION waves\x01',
      'bob< :{ann} PRIVMSG {bob} :\x01ACTION waves\x01',
    ],
  },
])

export const channelMessageChecks = checks(
  [...SENDING, 'irc-3.2', 'irc-3.2a'],
  [
    {
      id: 'irc-4.1a',
      title: 'delivers a message to all others on a channel',
      hint: 'Write it to all on the channel but its sender.',
      steps: [
        ...joins('ann'),
        ...joins('bob'),
        ...joins('eve'),
        'ann> PRIVMSG #{tea} :hello all',
        'bob< :{ann} PRIVMSG #{tea} :hello all',
        'eve< :{ann} PRIVMSG #{tea} :hello all',
        'ann gets nothing',
      ],
    },
    {
      id: 'irc-4.1a.outside',
      title: 'tells a message to a channel to nobody outside of it',
      hint: 'Write it to those who have joined, and to nobody else.',
      needs: ['irc-4.1a'],
      steps: [
        ...joins('ann'),
        ...joins('bob'),
        ...joins('eve', 'pub'),
        'ann> PRIVMSG #{tea} :hello all',
        ['bob< :{ann} PRIVMSG #{tea} :hello all', 'irc-4.1a'],
        'eve gets nothing',
      ],
    },
    {
      id: 'irc-4.3e.channel',
      title: 'delivers a NOTICE to a channel',
      hint: 'NOTICE to a channel is told to all others on it, as NOTICE.',
      needs: ['irc-4.1a', 'irc-4.3e'],
      steps: [
        ...joins('ann'),
        ...joins('bob'),
        'ann> NOTICE #{tea} :take note',
        'bob< :{ann} NOTICE #{tea} :take note',
      ],
    },
    {
      id: 'irc-4.3d',
      title: 'refuses a message to a channel that one is not on',
      hint: 'On a channel with the mode n (no messages from outside) answer 404 with the channel.',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const channel = `#${clients.word()}`
        await ann.join(channel)
        await ann.say(`MODE ${channel} +n`)
        await ann.before()
        await bob.say(`PRIVMSG ${channel} :hello`)
        await bob.hears(`404 ${channel}`)
      },
    },
  ],
)

export const channelRefusalChecks = checks(JOINED, [
  {
    id: 'irc-4.3a',
    title: 'refuses a message to an unknown channel',
    hint: 'Answer 403 with the channel; 401 and 404 are taken, too.',
    steps: ['ann> PRIVMSG #{none} :hello', 'ann< 401|403|404 #{none}'],
  },
])
