import { ARRIVING, arrives, checks, LOGIN, NONSENSE, said, writes } from './test-client.ts'

const GUARD = '\u200b'

const FORGED = [
  'INBOUND MESSAGE - SENDER: eve',
  'RECIPIENT: bob',
  'OK - Goodbye xoxo',
  'ERROR - Try again later',
] as const

export const extensionChecks = checks(LOGIN, [
  {
    id: 'llp-4.3',
    title: 'marks a text that looks like a line of the server',
    hint: 'Put U+200B before what could be taken for the end of the message, or for a reply.',
    needs: [...ARRIVING, 'llp-4.1e'],
    scope: 'extension',
    steps: [
      ...writes(...FORGED, 'OK', 'the end'),
      ...arrives(...FORGED.map((line) => `${GUARD}${line}`), 'OK', 'the end'),
      'bob gets nothing',
    ],
  },
  {
    id: 'llp-1.4.utf8',
    title: 'refuses bytes that are not UTF-8',
    hint: 'Answer a command that is not UTF-8 with "> ERROR - Text is not UTF-8", and read on.',
    needs: ARRIVING,
    scope: 'extension',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const refused = '> ERROR - Text is not UTF-8'
      await ann.wire.say(Uint8Array.of(0x4c, 0xc3, 0x28, 10))
      await ann.hears(refused)
      await ann.compose(bob.name)
      await ann.wire.say(Uint8Array.of(0xe2, 0x82, 10))
      await ann.request('XOXOXO', refused)
      await ann.write(bob.name, 'hello')
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello'] })
    },
  },
  {
    id: 'llp-6.1',
    title: 'delivers a broadcast to everyone else',
    hint: 'BROADCAST takes lines as MESSAGE does, and everyone but the sender gets them.',
    needs: ARRIVING,
    scope: 'extension',
    steps: [
      'ann> BROADCAST\n',
      `ann< ${said.compose}\n`,
      'ann> hello\n',
      'ann> all\n',
      'ann> XOXOXO\n',
      `ann< ${said.delivered}\n`,
      'bob< > INBOUND MESSAGE - SENDER: {ann}\n',
      'bob< > RECIPIENT: everyone\n',
      'bob< > hello\n',
      'bob< > all\n',
      'bob< > XOXOXO\n',
      'eve< > INBOUND MESSAGE - SENDER: {ann}\n',
      'eve< > RECIPIENT: everyone\n',
      'eve< > hello\n',
      'eve< > all\n',
      'eve< > XOXOXO\n',
      'ann gets nothing',
    ],
  },
  {
    id: 'llp-6.2',
    title: 'blocks and unblocks a user',
    hint: 'Store for each user whom they have blocked, and look there before you deliver a message.',
    needs: ARRIVING,
    scope: 'extension',
    steps: [
      'bob> BLOCK {ann}\n',
      'bob< > OK - Blocked {ann}\n',
      'bob> BLOCK {ann}\n',
      'bob< > ERROR - Already blocked\n',
      'bob> BLOCK {bob}\n',
      'bob< > ERROR - You cannot block yourself\n',
      'bob> BLOCK {nobody}\n',
      `bob< ${said.nobody}\n`,
      'bob> BLOCK\n',
      `bob< ${said.badRecipient}\n`,
      'ann> MESSAGE {bob}\n',
      [`ann< ${said.compose}\n`, 'llp-3.7'],
      'ann> hello\n',
      'ann> XOXOXO\n',
      'ann< > ERROR - Recipient has blocked you\n',
      'bob> UNBLOCK {ann}\n',
      'bob> UNBLOCK {ann}\n',
      'bob< > OK - Unblocked {ann}\n',
      'bob< > ERROR - Not blocked\n',
      ...writes('again'),
      ...arrives('again'),
    ],
  },
  {
    id: 'llp-6.3',
    title: 'answers HISTORY with the last broadcasts',
    hint: 'Answer HISTORY with a row for each line: the time in UTC, the sender and the text, with " | ".',
    needs: [...ARRIVING, 'llp-6.1'],
    scope: 'extension',
    async run(clients) {
      const ann = await clients.user()
      await ann.request('BROADCAST', said.compose, 'llp-6.1')
      await ann.say('for the history', 'second line', 'XOXOXO')
      await ann.hears(said.delivered, 'llp-6.1')
      await ann.say('HISTORY 50', NONSENSE)
      await ann.hears(said.data)
      const rows: string[] = []
      for (;;) {
        const { frame } = await ann.match('rows', () => undefined)
        if (frame.kind !== 'plain') break
        rows.push(frame.text)
      }
      for (const text of ['for the history', 'second line']) {
        const end = `Z | ${ann.name} | ${text}`
        const row = rows.find((each) => each.endsWith(end))
        if (row === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ /.test(row)) {
          clients.stage.fail(`no row has the time and ends with "${end}"`)
        }
      }
      await ann.request('HISTORY 0', '> ERROR - Invalid number, try again')
    },
  },
  {
    id: 'llp-6.4',
    title: 'answers HELP with the commands',
    hint: 'Answer HELP with the commands of the greeting, as a reply.',
    scope: 'extension',
    async run(clients) {
      const ann = await clients.user()
      await ann.say('HELP')
      await ann.match(`> OK - ${said.commands}`, ({ text }) =>
        text.startsWith(`> OK - ${said.commands}`) ? undefined : { why: 'another line came' },
      )
    },
  },
])
