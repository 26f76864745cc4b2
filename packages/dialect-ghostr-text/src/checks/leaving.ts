import { message, valueIn } from './fields.ts'
import { type Guest, Party, pair, type ServerCheck, type Stage } from './party.ts'

const LOGIN = ['ghostr-text-9.1', 'ghostr-text-9.2']
const OUT = [...LOGIN, 'ghostr-text-9.12']
const GONE = [...LOGIN, 'ghostr-text-9.3a']

/** Private chats. */
export const privateChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.10',
    title: 'where a user can be called',
    hint: 'Answer with TO and FROM as they came, RET: 1, and in DEST ’(address, port)’ as Python shows it.',
    needs: LOGIN,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const fields = { TO: bob.name, FROM: ann.name }
      await ann.say('PRIVREQ', fields)
      const { text } = await ann.hears('PRIVREQ', { ...fields, RET: '1' })
      const place = valueIn(text, 'DEST') ?? ''
      if (!/^\('[^']+', ?\d{1,5}\)$/.test(place)) stage.fail(`DEST is ${place}`)
    },
  },
  {
    rule: 'ghostr-text-9.10a',
    title: 'where nobody can be called',
    hint: 'For a name that nobody has, or who is away, answer RET: 0 and an empty DEST.',
    needs: [...OUT, 'ghostr-text-9.6'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await bob.logout()
      for (const name of [stage.name(), bob.name]) {
        const fields = { TO: name, FROM: ann.name }
        await ann.say('PRIVREQ', fields)
        await ann.hears('PRIVREQ', { ...fields, RET: '0' })
      }
      await ann.say('WHOELSE', { FROM: ann.name })
      const isMeant = (heard: { readonly text: string }) =>
        /^\s*DEST: *;;/.test(heard.text)
          ? undefined
          : { why: 'no empty DEST came behind RET: 0', at: 0 }
      await ann.next('an empty DEST, then TYPE: WHOELSE', isMeant)
    },
  },
  {
    rule: 'ghostr-text-9.11',
    title: 'a private message through the server',
    hint: 'Write a PRIVMSG to the user in TO, as a PRIVMSG with TO, FROM and BODY.',
    needs: [...LOGIN, 'ghostr-text-9.10'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const fields = { TO: bob.name, FROM: ann.name }
      await ann.say('PRIVREQ', fields)
      await ann.hears('PRIVREQ', { RET: '1' }, 'ghostr-text-9.10')
      await ann.tell('PRIVMSG', { ...fields, BODY: 'psst ♥' })
      await bob.hears('PRIVMSG', { ...fields, BODY: 'psst ♥' })
    },
  },
  {
    rule: 'ghostr-text-9.11a',
    title: 'the end of a private chat',
    hint: 'Answer PRIVSTOP with TO and FROM as they came, and RET: 1.',
    needs: [...LOGIN, 'ghostr-text-9.10'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const fields = { TO: bob.name, FROM: ann.name }
      await ann.say('PRIVREQ', fields)
      await ann.hears('PRIVREQ', { RET: '1' }, 'ghostr-text-9.10')
      await ann.say('PRIVSTOP', fields)
      await ann.hears('PRIVSTOP', { ...fields, RET: '1' })
    },
  },
]

/** Logging out. */
export const logoutChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.12',
    title: 'logging out',
    hint: 'Answer LOGOUT with TYPE: LOGOUT and the same WHO, then close the connection.',
    needs: LOGIN,
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.say('LOGOUT', { WHO: ann.name })
      await ann.hears('LOGOUT', { WHO: ann.name })
      await ann.wire.closes()
    },
  },
  {
    rule: 'ghostr-text-9.3a',
    title: 'the others are told who has logged out',
    hint: 'Write LOGGEDOUT with the name to every other user.',
    needs: OUT,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.logout()
      await bob.sees(ann.name, 'LOGGEDOUT')
    },
  },
  {
    rule: 'ghostr-text-9.3a',
    variant: 'once',
    title: 'the others are told once',
    hint: 'A logout and the end of its connection are one going: tell of it once.',
    needs: [...OUT, 'ghostr-text-9.3a', 'ghostr-text-9.6'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.logout()
      await bob.sees(ann.name, 'LOGGEDOUT')
      await stage.pass(60)
      for (const { text } of await bob.before()) {
        const isOfAnn = valueIn(text, 'WHO') === ann.name
        if (isOfAnn && valueIn(text, 'TYPE') === 'LOGGEDOUT') stage.fail('it is told twice')
      }
    },
  },
  ...goings(),
  {
    rule: 'ghostr-text-5.1',
    title: 'a user who does nothing',
    hint: 'Note when each user has last sent something, and log out who has not for too long.',
    needs: GONE,
    async run(stage) {
      const { timeout } = stage.options
      if (timeout === 0 || timeout > 8) {
        stage.skip('say --option timeout=2 if the server is started so')
      }
      const { ann, bob } = await pair(stage)
      for (let slept = 0; slept < timeout * 1000 + 500; slept += 400) {
        await stage.pass(400)
        await bob.tell('PRIVSTOP', { TO: ann.name, FROM: bob.name })
      }
      await bob.sees(ann.name, 'LOGGEDOUT')
      await ann.wire.closes()
    },
  },
]

/** Connections that just end. */
function goings(): readonly ServerCheck[] {
  const ways: readonly {
    readonly variant: string
    readonly title: string
    readonly hint: string
    go(guest: Guest): Promise<void> | void
  }[] = [
    {
      variant: 'end',
      title: 'a connection that is closed without LOGOUT',
      hint: 'A read that gives no bytes says that the client has gone: log the user out.',
      go: (guest) => guest.wire.end(),
    },
    {
      variant: 'reset',
      title: 'a connection that is cut',
      hint: 'A read that fails, as when a connection is reset, is a logout too.',
      go: (guest) => guest.wire.reset(),
    },
    {
      variant: 'middle',
      title: 'a connection that is cut in the middle of a message',
      hint: 'Log a user out when their connection ends, also where half a message has come.',
      go: async (guest) => {
        await guest.wire.say('TYPE: MSG;;FROM: ')
        guest.wire.reset()
      },
    },
    {
      variant: 'unfinished',
      title: 'a connection that is closed in the middle of a message',
      hint: 'Where a read gives nothing, throw away what was not whole, and log the user out.',
      go: async (guest) => {
        await guest.wire.say('TYPE: MSG;;FROM: ')
        guest.wire.end()
      },
    },
  ]
  return ways.map(({ variant, title, hint, go }) => ({
    rule: 'ghostr-text-3.1',
    variant,
    title,
    hint,
    needs: GONE,
    async run(stage: Stage) {
      const party = new Party(stage)
      const account = stage.account()
      const bob = await party.user()
      const ann = await party.user(account)
      await go(ann)
      await bob.sees(account.name, 'LOGGEDOUT')
      const again = await party.stranger()
      await again.logon(account.name, 'ghostr-text-3.1')
      await again.auth(account.password)
      await again.next(
        message('AUTH', { PASW: '1', ATMP: '3' }),
        ({ text }) => (valueIn(text, 'PASW') === '1' ? undefined : { why: 'it is not free' }),
        'ghostr-text-3.1',
      )
      await bob.nothing('ghostr-text-3.1')
    },
  }))
}
