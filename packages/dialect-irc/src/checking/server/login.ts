import { checks, isPing, LOGIN, of } from './test-client.ts'

/** Before the registration, or in its course. */
export const registrationChecks = checks(
  [],
  [
    {
      id: 'irc-2.2a',
      title: 'registers a client that says NICK and then USER',
      hint: 'Answer with 001 once both NICK and USER have come.',
      steps: ['guest> NICK {name}', 'guest> USER {name} 0 * :{name}', 'guest< 001'],
    },
    {
      id: 'irc-2.2a.user',
      title: 'registers a client that says USER and then NICK',
      hint: 'NICK and USER come in either order.',
      needs: ['irc-2.2a'],
      steps: ['guest> USER {name} 0 * :{name}', 'guest> NICK {name}', 'guest< 001'],
    },
    {
      id: 'irc-2.4',
      title: 'greets with 001, 002, 003 and 004',
      hint: 'A registration is answered 001, 002, 003, 004, in this order; clients read them all.',
      needs: ['irc-2.2a'],
      steps: [
        'guest> NICK {name}',
        'guest> USER {name} 0 * :{name}',
        'guest< 001',
        'guest< 002',
        'guest< 003',
        'guest< 004',
      ],
    },
  ],
)

export const pingChecks = checks(LOGIN, [
  {
    id: 'irc-5.3',
    title: 'answers PING with PONG',
    hint: 'Answer "PING token" with ":server PONG server :token".',
    steps: [
      'ann> PING {token}',
      'ann< PONG * {token}',
      'ann> PING :{other}',
      'ann< PONG * {other}',
    ],
  },
])

export const greetingChecks = checks(LOGIN, [
  {
    id: 'irc-2.4.order',
    title: 'writes nothing but notices and PING before 001',
    hint: 'Keep everything else until the registration is complete.',
    async run(clients) {
      const guest = await clients.connect()
      await guest.introduce(clients.account())
      for (const { frame, bytes } of await guest.until('001')) {
        const isKnown =
          isPing(frame) ||
          (frame.kind === 'message' && /^(?:001|020|NOTICE|PONG)$/.test(frame.command))
        if (!isKnown) clients.stage.fail('it comes before 001', 'irc-2.4', bytes, 0)
      }
    },
  },
  {
    id: 'irc-2.4b',
    title: 'ends the greeting with 376 or 422',
    hint: 'Many clients wait for the end of the message of the day, or for 422, before they go on.',
    steps: ['guest> NICK {name}', 'guest> USER {name} 0 * :{name}', 'guest< 001', 'guest< 376|422'],
  },
  {
    id: 'irc-2.4a',
    title: 'says in 005 what clients need to know',
    hint: 'CASEMAPPING, CHANTYPES, NICKLEN, NETWORK and PREFIX are what clients read in 005.',
    needs: ['irc-2.4b'],
    async run(clients) {
      const guest = await clients.connect()
      await guest.introduce(clients.account())
      const lines = await guest.until('376|422', 'irc-2.4b')
      const told = of('005', lines).flatMap(({ params }) =>
        params.slice(1, -1).map((token) => token.replace(/=.*$/, '')),
      )
      const wanted = ['CASEMAPPING', 'CHANTYPES', 'NICKLEN', 'NETWORK', 'PREFIX']
      const missing = wanted.filter((token) => !told.includes(token))
      if (missing.length > 0) clients.stage.fail(`005 does not say ${missing.join(', ')}`)
    },
  },
  {
    id: 'irc-2.2b',
    title: 'refuses commands before the registration',
    hint: 'Answer 451 to what needs a registration, and act on nothing of it.',
    steps: ['guest> JOIN #{tea}', 'guest< 451', 'guest> PRIVMSG {ann} :hello', 'guest< 451'],
  },
  {
    id: 'irc-2.2c',
    title: 'refuses USER after the registration',
    hint: 'USER is said once: answer 462 afterwards.',
    steps: ['ann> USER {ann} 0 * :{ann}', 'ann< 462'],
  },
  {
    id: 'irc-2.2c.pass',
    title: 'refuses PASS after the registration',
    hint: 'PASS belongs before NICK and USER: answer 462 afterwards.',
    steps: ['ann> PASS secret', 'ann< 462'],
  },
  {
    id: 'irc-2.2d',
    title: 'refuses USER with too few parameters',
    hint: 'USER has four parameters; with fewer answer 461.',
    steps: ['guest> NICK {name}', 'guest> USER {name}', 'guest< 461'],
  },
])
