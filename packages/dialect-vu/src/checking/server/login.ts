import { NONE } from '@parley/checks'
import { checks, LOGIN } from './test-client.ts'

const NAMES = 'Look at each character of the name before you look whether somebody has it.'

/** What no name may have (2.4). */
const SIGNS = '!@#$%^&*'

const IN_USE = [...LOGIN, 'vu-2.2'] as const

/** Number of simultaneous logins. */
const SIMULTANEOUS_LOGINS = 12

export const firstChecks = checks(NONE, [
  {
    id: 'vu-1.1d',
    title: 'says nothing before the client does',
    hint: 'Send nothing when a connection is accepted: no greeting, no prompt.',
    async run(clients) {
      await (await clients.connect()).wire.silent()
    },
  },
  {
    id: 'vu-1.1b',
    title: 'writes no carriage return before the line end',
    hint: 'End each line with "\\n" alone, not with "\\r\\n".',
    async run(clients) {
      const { wire } = await clients.connect()
      await wire.say(`HELLO-FROM ${clients.word()}\n`)
      const { text, bytes } = await wire.next('HELLO and the name', 'vu-2.1a')
      if (text.endsWith('\r\n')) {
        clients.stage.fail('it ends with \\r\\n', undefined, bytes, bytes.length - 2)
      }
    },
  },
  {
    id: 'vu-2.1a',
    title: 'confirms a login',
    hint: 'Answer "HELLO-FROM bob" with "HELLO bob": the word, one space, the name as it came, \\n.',
    async run(clients) {
      const [guest, name] = [await clients.connect(), clients.word()]
      await guest.request(`HELLO-FROM ${name}\n`, `HELLO ${name}\n`)
    },
  },
])

export const loginChecks = checks(LOGIN, [
  {
    id: 'vu-2.1b',
    title: 'returns capitals and non-ASCII letters of a name unchanged',
    hint: 'Read and write UTF-8, and give the name back without changing upper or lower case.',
    async run(clients) {
      const name = `Zoë${clients.word()}`
      await (await clients.connect()).login({ name, password: '' }, 'vu-2.1b')
    },
  },
  {
    id: 'vu-2.2',
    title: 'refuses a name that is in use',
    hint: 'Before you let somebody in, look whether the name is among those who are logged in.',
    async run(clients) {
      const [ann, guest] = [await clients.user(), await clients.connect()]
      await guest.request(`HELLO-FROM ${ann.name}\n`, 'IN-USE\n')
      if ((await guest.wire.rest()).length > 0) clients.stage.fail('more than IN-USE came')
    },
  },
  {
    id: 'vu-2.2a',
    title: 'accepts another login after IN-USE',
    hint: 'Keep the connection open after IN-USE and read the next line of it.',
    needs: ['vu-2.2'],
    async run(clients) {
      const [ann, guest] = [await clients.user(), await clients.connect()]
      await guest.request(`HELLO-FROM ${ann.name}\n`, 'IN-USE\n', 'vu-2.2')
      await guest.login(clients.account(), 'vu-2.2a')
    },
  },
  {
    id: 'vu-2.4',
    title: 'refuses a name with a space',
    hint: `The name is all that follows "HELLO-FROM ". ${NAMES}`,
    steps: ['guest> HELLO-FROM {name} {name}\n', 'guest< BAD-RQST-BODY\n'],
  },
  {
    id: 'vu-2.4.comma',
    title: 'refuses a name with a comma',
    hint: `A comma ends a name in a list. ${NAMES}`,
    steps: ['guest> HELLO-FROM {name},x\n', 'guest< BAD-RQST-BODY\n'],
  },
  {
    id: 'vu-2.4a',
    title: 'refuses a name with any of !@#$%^&*',
    hint: `All eight of !@#$%^&* are refused, wherever they stand. ${NAMES}`,
    async run(clients) {
      for (const [index, sign] of [...SIGNS].entries()) {
        const [guest, name] = [await clients.connect(), clients.word()]
        const within = 1 + Math.floor(clients.stage.random() * (name.length - 1))
        const at = index % 2 === 0 ? within : 0
        const bad = `${name.slice(0, at)}${sign}${name.slice(at)}`
        await guest.request(`HELLO-FROM ${bad}\n`, 'BAD-RQST-BODY\n')
      }
    },
  },
  {
    id: 'vu-2.4a.end',
    title: 'refuses a name that ends with any of !@#$%^&*',
    hint: 'Remove only spaces at the end of the name: a sign there belongs to it.',
    needs: ['vu-2.4a'],
    async run(clients) {
      for (const sign of SIGNS) {
        const guest = await clients.connect()
        await guest.request(`HELLO-FROM ${clients.word()}${sign}\n`, 'BAD-RQST-BODY\n')
      }
    },
  },
  {
    id: 'vu-2.4b',
    title: 'refuses a name with a control character',
    hint: `Characters such as tab and escape are no part of a name. ${NAMES}`,
    steps: ['guest> HELLO-FROM {name}\u0007{name}\n', 'guest< BAD-RQST-BODY\n'],
  },
  {
    id: 'vu-2.4c',
    title: 'refuses an empty name',
    hint: 'Refuse a name that has no character once the spaces at its end are gone.',
    steps: ['guest> HELLO-FROM \n', 'guest< BAD-RQST-BODY\n'],
  },
  {
    id: 'vu-2.4c.bare',
    title: 'refuses HELLO-FROM without a name',
    hint: 'The first word is right and what should follow is missing: that is BAD-RQST-BODY.',
    steps: ['guest> HELLO-FROM\n', 'guest< BAD-RQST-BODY\n'],
  },
  {
    id: 'vu-2.4e',
    title: 'ignores spaces after the name',
    hint: 'Remove spaces at the end of the name before you look at it.',
    steps: ['guest> HELLO-FROM {name}  \n', 'guest< HELLO {name}\n'],
  },
  {
    id: 'vu-2.4f',
    title: 'accepts another login after a bad name',
    hint: 'Keep the connection open after BAD-RQST-BODY and read the next line of it.',
    needs: ['vu-2.4a'],
    async run(clients) {
      const guest = await clients.connect()
      const bad = `${clients.word()}!${clients.word()}`
      await guest.request(`HELLO-FROM ${bad}\n`, 'BAD-RQST-BODY\n', 'vu-2.4a')
      await guest.login(clients.account(), 'vu-2.4f')
    },
  },
  {
    id: 'vu-2.5',
    title: 'refuses commands before the login',
    hint: 'Until HELLO-FROM has succeeded, answer every other line with BAD-RQST-HDR.',
    async run(clients) {
      const { name } = await clients.user()
      for (const line of ['LIST', `SEND ${name} ${clients.word()}`, 'FLY']) {
        await (await clients.connect()).request(`${line}\n`, 'BAD-RQST-HDR\n')
      }
    },
  },
  {
    id: 'vu-2.5a',
    title: 'accepts a login after a refused command',
    hint: 'Answer BAD-RQST-HDR and read the next line: the connection stays open.',
    needs: ['vu-2.5'],
    async run(clients) {
      const guest = await clients.connect()
      await guest.request('LIST\n', 'BAD-RQST-HDR\n', 'vu-2.5')
      await guest.login(clients.account())
    },
  },
  {
    id: 'vu-2.6',
    title: 'refuses a second login on the same connection',
    hint: 'Remember for each connection that it has logged in; HELLO-FROM is then BAD-RQST-HDR.',
    steps: [
      'ann> HELLO-FROM {name}\n',
      'ann< BAD-RQST-HDR\n',
      'bob> HELLO-FROM {bob}\n',
      'bob< BAD-RQST-HDR\n',
    ],
  },
])

/** Names that are in use. */
export const nameChecks = checks(IN_USE, [
  {
    id: 'vu-2.2.owner',
    title: 'keeps the name with its first owner',
    hint: 'Put the new connection into your table only if the name is not in it yet.',
    needs: ['vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const guest = await clients.connect()
      await guest.request(`HELLO-FROM ${ann.name}\n`, 'IN-USE\n')
      guest.wire.end()
      await bob.delivers(ann, clients.word(), 'vu-2.2')
    },
  },
  {
    id: 'vu-2.2.part',
    title: 'accepts a name that is part of one in use',
    hint: 'Compare whole names: look for the name in a list or a table, not in a text.',
    async run(clients) {
      const { name } = await clients.user()
      for (const part of [name.slice(0, -1), name.slice(1)]) {
        await (await clients.connect()).login({ name: part, password: '' }, 'vu-2.2')
      }
    },
  },
  {
    id: 'vu-2.2.once',
    title: 'gives a name to one of several simultaneous logins',
    hint: 'Look whether the name is taken and take it while no other thread can: under one lock.',
    async run(clients) {
      const line = `HELLO-FROM ${clients.word()}\n`
      const wires = []
      while (wires.length < SIMULTANEOUS_LOGINS) wires.push((await clients.connect()).wire)
      await Promise.all(wires.map((wire) => wire.say(line)))
      let inside = 0
      for (const wire of wires) {
        const { frame } = await wire.next('HELLO or IN-USE')
        if (frame.kind === 'hello') inside += 1
      }
      if (inside > 1) clients.stage.fail(`${inside} users got in under one name`)
    },
  },
])
