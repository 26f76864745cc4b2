import { unless } from './objects.ts'
import { CHAT, LOGIN, Party, type ServerCheck } from './party.ts'

/** Well within the 2 s for which a connection stays open, in milliseconds. */
const WELL_WITHIN = 700

/** What servers in use say of others who come and go. */
const comings = /log(ged)? ?[io]n|join|connected/i
const goings = /^(user )?(?!you\b|success)[a-z0-9]+ (has |just )?(logged o|left)/i

export const leavingChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.5a',
    title: 'a name after a logout',
    hint: 'At a logout take the name off the list of those who are logged in.',
    needs: [...LOGIN, 'ktn-3.3'],
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.user()
      await guest.say('logout')
      if (!(await party.comesFree(guest.name))) {
        stage.fail(`${guest.name} cannot be had 2 seconds after its logout`)
      }
    },
  },
  {
    rule: 'ktn-3.5',
    title: 'the answer to a logout',
    hint: 'Answer logout with an info whose content is "Logout successful", before you close.',
    needs: LOGIN,
    async run(stage) {
      const guest = await new Party(stage).user()
      await guest.say('logout')
      await guest.informed(
        'Logout successful',
        (text) => text.includes(guest.name) || !(comings.test(text) || goings.test(text)),
        (fields) => unless(fields.get('content') === 'Logout successful', 'it says something else'),
      )
    },
  },
  {
    rule: 'ktn-3.5b',
    title: 'the others are told who has gone',
    hint: 'At a logout send an info such as "bob has logged out" to everyone else.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const [first, second] = await party.pair()
      await first.say('logout')
      await second.informed(`${first.name} has logged out`, (text) => text.includes(first.name))
    },
  },
  {
    rule: 'ktn-3.5c',
    title: 'the connection after a logout',
    hint: 'Do not close at once: half of the clients run wild when you do. Wait 2 s for theirs.',
    needs: [...LOGIN, 'ktn-3.5'],
    async run(stage) {
      const guest = await new Party(stage).user()
      await guest.say('logout')
      await stage.pass(WELL_WITHIN)
      await guest.say('help')
      await guest.informed('the help', (text) => text.toLowerCase().includes('msg'))
    },
  },
  {
    rule: 'ktn-3.5d',
    title: 'a login after a logout',
    hint: 'Go on reading after a logout: the same connection may log in again.',
    needs: [...LOGIN, 'ktn-3.5'],
    async run(stage) {
      const party = new Party(stage)
      const [guest, next] = [await party.user(), party.word()]
      await guest.say('logout')
      await guest.informed(
        'Logout successful',
        (text) => text === 'Logout successful',
        undefined,
        'ktn-3.5',
      )
      await guest.login(next, 'ktn-3.5d')
      await guest.listed([next])
    },
  },
  {
    rule: 'ktn-3.13',
    variant: 'closed',
    title: 'a name after its connection was closed without a logout',
    hint: 'A read that brings nothing says that the client is gone: take its name off the list then.',
    needs: [...LOGIN, 'ktn-3.3'],
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.user()
      guest.closes()
      if (!(await party.comesFree(guest.name))) {
        stage.fail(`${guest.name} cannot be had 2 seconds after its connection was closed`)
      }
    },
  },
  {
    rule: 'ktn-3.13',
    title: 'a name after its connection was cut off in the middle of a request',
    hint: 'A read can end with an error, or with nothing: take the name off the list then.',
    needs: [...LOGIN, 'ktn-3.3'],
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.user()
      await guest.write('{"request": "msg", "con')
      await stage.pass(20)
      guest.vanish()
      if (!(await party.comesFree(guest.name))) {
        stage.fail(`${guest.name} cannot be had 2 seconds after its connection was cut`)
      }
    },
  },
]

/** What can bring a server down; last, so that it does not hide the rest. */
export const badDayChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.13a',
    title: 'somebody vanishes, and the others go on',
    hint: 'A write fails where its reader has gone: catch that for each one, and write to the next.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [one, two] = await party.pair()
      const three = await party.user()
      await two.write('{"request": "names", "content"')
      await stage.pass(20)
      two.vanish()
      for (const word of [party.word(), party.word()]) {
        await party.tell(one, three, word)
        await three.hears(word)
      }
    },
  },
  {
    rule: 'ktn-3.13a',
    variant: 'unread',
    title: 'somebody goes without reading, and the others go on',
    hint: 'A write fails where its reader has gone: catch that for each one, and write to the next.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [one, two] = await party.pair()
      const three = await party.user()
      await three.say('names')
      three.vanish()
      for (const word of [party.word(), party.word()]) {
        await party.tell(one, two, word)
        await two.hears(word)
      }
    },
  },
]
