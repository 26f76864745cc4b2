import { ANSWERED, checks, SENDING } from './test-client.ts'

export const errorChecks = checks(ANSWERED, [
  {
    id: 'irc-5.5',
    title: 'refuses an unknown command',
    hint: 'Answer 421 with the command.',
    steps: ['ann> QWERTY {token}', 'ann< 421 QWERTY'],
  },
  {
    id: 'irc-5.5b',
    title: 'refuses commands with too few parameters',
    hint: 'Answer 461 with the command.',
    steps: ['ann> KICK', 'ann< 461 KICK', 'ann> PART', 'ann< 461 PART'],
  },
  {
    id: 'irc-5.5a',
    title: 'goes on after each command that it refuses',
    hint: 'An error is an answer: keep the connection open.',
    needs: [...SENDING, 'irc-5.5', 'irc-4.3'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      for (const [line, refusal] of [
        ['QWERTY', '421'],
        [`PRIVMSG ${clients.word()} :hello`, '401'],
        ['PART #', '403|442|461|476|479'],
        ['NICK', '431|461'],
        ['USER a 0 * :a', '462'],
      ] as const) {
        await ann.say(line)
        await ann.hears(refusal, 'irc-5.5a')
      }
      await ann.say(`PRIVMSG ${bob.name} :still here`)
      await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :still here`)
    },
  },
])
