import { type ClientCheck, Desk } from './desk.ts'
import { message } from './fields.ts'

const LOGIN = ['ghostr-text-1.1', 'ghostr-text-1.1a', 'ghostr-text-2.1']
const HEARD = [...LOGIN, 'ghostr-text-9.4e']
const MSG = [...LOGIN, 'ghostr-text-9.4d']
const LIST = 'ghostr-text-9.6a'
const GOODBYE = 'ghostr-text-9.12a'

/** So long a client may wait for the answer to its LOGOUT, in milliseconds. */
const LAST = 2000

/** What a client shows. */
export const hearingChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-9.4e',
    title: 'a message comes',
    hint: 'Read what comes at any time, also while the person types nothing, and show FROM and BODY.',
    needs: LOGIN,
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      await desk.brings(from, 'hello')
      await stage.person.heard(from, 'hello')
    },
  },
  {
    rule: 'ghostr-text-9.4e',
    variant: 'text',
    title: 'a message in many letters',
    hint: 'Decode what comes as UTF-8, and show all of it.',
    needs: HEARD,
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      const text = 'at 10∶30, grüße ♥ κόσμε 日本語; "quoted" {x} %s 100%'
      await desk.brings(from, text)
      await stage.person.heard(from, text)
    },
  },
  {
    rule: 'ghostr-text-9.4e',
    variant: 'broadcast',
    title: 'a message to everyone comes',
    hint: 'A MSG with TO: broadcast is shown like any other, or as the driver says under heardByAll.',
    needs: HEARD,
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      await desk.says('MSG', { FROM: from, TO: 'broadcast', BODY: 'hi all' })
      await stage.person.heardByAll(from, 'hi all')
    },
  },
  {
    rule: 'ghostr-text-9.4e',
    variant: 'between',
    title: 'a message comes behind all sorts of others',
    hint: 'Tell messages by their TYPE: presence and refusals come at any time.',
    needs: [...HEARD, ...MSG],
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      await desk.writes(from, 'are you there?')
      await desk.says('LOGGEDIN', { WHO: from })
      await stage.pass(60)
      const why = { RET: '0', ERR: `${from} has blocked you` }
      await desk.says('BLOCK', { WHO: desk.name, BLOCKER: from, ...why })
      await stage.pass(60)
      await desk.brings('server', 'Error. nobody does not exist')
      await stage.pass(60)
      await desk.brings(from, 'hello')
      await stage.person.heard(from, 'hello')
      await desk.says('LOGGEDOUT', { WHO: from })
      await stage.pass(60)
      await desk.writes(from, 'gone?')
    },
  },
  {
    rule: 'ghostr-text-9.4e',
    variant: 'turns',
    title: 'messages in both directions',
    hint: 'Wait for what is typed and for what comes at the same time.',
    needs: [...HEARD, ...MSG],
    async run(stage) {
      const desk = await Desk.user(stage)
      const other = stage.name()
      for (const text of ['one', 'two']) {
        await desk.writes(other, text)
        await desk.brings(other, `${text} too`)
        await stage.person.heard(other, `${text} too`)
      }
    },
  },
  {
    rule: LIST,
    title: 'how it asks who is online',
    hint: 'Send WHOELSE with the own name in FROM.',
    needs: LOGIN,
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.list()
      await desk.asked('WHOELSE', { FROM: desk.name })
    },
  },
  ...lists(),
  {
    rule: GOODBYE,
    title: 'it says goodbye',
    hint: 'Send LOGOUT with the own name in WHO when the person leaves, before the connection is closed.',
    needs: LOGIN,
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.leave()
      await desk.asked('LOGOUT', { WHO: desk.name })
    },
  },
  {
    rule: GOODBYE,
    variant: 'ends',
    title: 'it ends after the goodbye',
    hint: 'When the server has answered LOGOUT and closed, end: a read that gives nothing says so.',
    needs: [...LOGIN, GOODBYE],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.leave()
      await desk.asked('LOGOUT', { WHO: desk.name })
      await desk.says('LOGOUT', { WHO: desk.name })
      desk.wire.end()
      await stage.person.ends()
    },
  },
  {
    rule: GOODBYE,
    variant: 'input',
    title: 'it says goodbye at the end of the input',
    hint: 'When there is no more input, as with Ctrl-D, send LOGOUT too.',
    scope: 'extension',
    needs: [...LOGIN, GOODBYE],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.hangUp()
      await desk.asked('LOGOUT', { WHO: desk.name })
    },
  },
  {
    rule: 'ghostr-text-8.2b',
    title: 'the server does not answer the goodbye',
    hint: 'Wait a second for the answer to LOGOUT, no longer.',
    needs: [...LOGIN, GOODBYE],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.leave()
      await desk.asked('LOGOUT', { WHO: desk.name }, GOODBYE)
      await stage.pass(LAST)
      await stage.person.ends()
    },
  },
]

/** Names are shown, whatever stands between them. */
function lists(): readonly ClientCheck[] {
  const ways = [
    ['ghostr-text-9.6a', '\n', 'a name a line', 'shown'],
    ['ghostr-text-8.2a', ', ', 'commas between the names', undefined],
  ] as const
  return ways.map(([rule, between, title, variant]) => ({
    rule,
    ...(variant === undefined ? {} : { variant }),
    title: `a list with ${title}`,
    hint: 'Show the names of the list, whether line ends or commas stand between them.',
    needs: [...LOGIN, ...(rule === LIST ? [] : [LIST])],
    async run(stage) {
      const desk = await Desk.user(stage)
      const names = [stage.name(), stage.name(), stage.name()]
      stage.person.list()
      await desk.asked('WHOELSE', { FROM: desk.name }, LIST)
      await desk.lists(names.join(between))
      for (const name of names) await stage.person.shows(name, rule)
    },
  }))
}

/** How a client reads. */
export const cuttingChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-8.3',
    title: 'messages cut and joined in any way',
    hint: 'Keep what has come until all fields of a message are there, and what is left for the next one.',
    manner: 'framing',
    needs: HEARD,
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      const texts = ['grüße ♥ 日本', 'second']
      for (const text of texts) await desk.brings(from, text)
      await stage.pass(0)
      for (const text of texts) await stage.person.heard(from, text, 'ghostr-text-8.3')
    },
  },
  {
    rule: 'ghostr-text-8.3',
    variant: 'kept',
    title: 'a message together with the answer to the login',
    hint: 'What comes behind the answer to AUTH in the same read is a message like any other.',
    needs: HEARD,
    async run(stage) {
      const desk = await Desk.open(stage)
      await desk.named()
      await desk.asked('AUTH', { WHO: desk.name }, 'ghostr-text-2.1')
      const from = stage.name()
      const kept = message('MSG', { FROM: from, TO: desk.name, BODY: 'kept' })
      await desk.wire.say(message('AUTH', { PASW: '1', ATMP: '3' }) + kept)
      await stage.person.heard(from, 'kept')
    },
  },
  {
    rule: 'ghostr-text-8.3',
    variant: 'long',
    title: 'a message of 1024 bytes',
    hint: 'Read as many bytes as a message may have, and go on reading until it is whole.',
    needs: HEARD,
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      const text = 'abcdé日 '.repeat(90).trimEnd()
      await desk.brings(from, text)
      await stage.person.heard(from, text)
    },
  },
]
