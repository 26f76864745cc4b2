import { NONE } from '@parley/checks'
import { checks, LOGIN, texts, type VuServer } from './test-server.ts'

const LETTER = 'The text is compared letter by letter.'

/** Time for a client to see that its connection is closed, in milliseconds. */
const CLOSE_DELAY = 200

/** The signs that no name may have, and what would end a name on the wire. */
const SIGNS = '!@#$%^&*'
const SEPARATORS = ' ,'

/** Names with each of the characters somewhere inside. */
function badNames(server: VuServer, characters: string): readonly string[] {
  return Array.from(characters, (sign) => {
    const name = server.word()
    const at = 1 + Math.floor(server.stage.random() * (name.length - 1))
    return `${name.slice(0, at)}${sign}${name.slice(at)}`
  })
}

/** Bad names are typed, and refused where they are sent; each is shown to have disallowed characters. */
async function areDisallowed(server: VuServer, characters: string): Promise<void> {
  const { name, person } = server
  const bad = badNames(server, characters)
  await server.start(() => person.type(...bad, name))
  for (const _ of bad) {
    const heard = await server.wire.next(`HELLO-FROM ${name}\\n`).catch(() => undefined)
    if (heard?.frame.kind !== 'hello' || heard.frame.name === name) break
    await server.wire.say('BAD-RQST-BODY\n')
  }
  for (const one of bad) await person.shows(texts.disallowed(one))
}

const IN_USE = ['server> IN-USE\n', `user sees ${texts.inUse('{name}')}`] as const
const REFUSED = ['server> BAD-RQST-BODY\n', `user sees ${texts.disallowed('{name}')}`] as const

export const helloChecks = checks(NONE, [
  {
    id: 'vu-2.1',
    title: 'logs in with HELLO-FROM',
    hint: 'Send "HELLO-FROM ", the name and "\\n", and nothing before it.',
    login: 'none',
    run: (server) => server.expectLogin(),
  },
])

export const promptChecks = checks(NONE, [
  {
    id: 'vu-4.1',
    title: 'asks for a login',
    hint: `Print it without a line end, and flush; nothing comes before it. ${LETTER}`,
    login: 'none',
    async run(server) {
      await server.startIdle()
      await server.person.reads(texts.prompt)
    },
  },
])

export const loginChecks = checks(LOGIN, [
  {
    id: 'vu-4.2',
    title: 'shows that the login succeeded',
    hint: `On HELLO print the text and a line end. ${LETTER}`,
    login: 'asked',
    async run({ name, person, wire }) {
      await wire.say(`HELLO ${name}\n`)
      await (person.isUsual ? person.shows(texts.welcome(name)) : person.welcomed(name))
    },
  },
  {
    id: 'vu-4.3',
    title: 'shows that a name is in use',
    hint: `On IN-USE print the text and a line end. ${LETTER}`,
    login: 'asked',
    steps: IN_USE,
  },
  {
    id: 'vu-4.3c',
    title: 'asks again after IN-USE',
    hint: 'After IN-USE print the text, and then ask for a login as at the beginning.',
    needs: ['vu-4.1', 'vu-4.3'],
    login: 'asked',
    steps: [...IN_USE, `user sees ${texts.prompt}`],
  },
  {
    id: 'vu-4.3a',
    title: 'sends the next name after IN-USE',
    hint: 'After IN-USE ask for another name, and send it; ask again and again.',
    needs: ['vu-4.3'],
    login: 'asked',
    async run(server) {
      const next = server.word()
      await server.says('IN-USE\n')
      await server.person.shows(texts.inUse(server.name), 'vu-4.3')
      server.person.type(next)
      await server.hearsAnywhere(`HELLO-FROM ${next}\n`)
      await server.says(`HELLO ${next}\n`)
      await server.person.shows(texts.welcome(next), 'vu-4.2')
    },
  },
  {
    id: 'vu-4.3d',
    title: 'sends the next name on the same connection',
    hint: 'Keep the connection after IN-USE, and send the next name on it; ask again and again.',
    needs: ['vu-4.3', 'vu-4.3a'],
    login: 'asked',
    steps: [
      'server> IN-USE\n',
      [`user sees ${texts.inUse('{name}')}`, 'vu-4.3'],
      'user types {next}',
      'server< HELLO-FROM {next}\n',
      'server> IN-USE\n',
      [`user sees ${texts.inUse('{next}')}`, 'vu-4.3'],
      'user types {last}',
      'server< HELLO-FROM {last}\n',
      'server> HELLO {last}\n',
      [`user sees ${texts.welcome('{last}')}`, 'vu-4.2'],
    ],
  },
  {
    id: 'vu-4.3b',
    title: 'sends the next name on a new connection if the server closed',
    hint: 'If a read says that the server has closed, open a new connection for the next name.',
    needs: ['vu-4.3'],
    login: 'asked',
    async run(server) {
      const { person, wire, stage } = server
      await wire.say('IN-USE\n')
      wire.end()
      await person.shows(texts.inUse(server.name), 'vu-4.3')
      await stage.pass(CLOSE_DELAY)
      const next = server.word()
      person.type(next)
      await server.accept()
      await server.hears(`HELLO-FROM ${next}\n`)
      await server.says(`HELLO ${next}\n`)
      await person.shows(texts.welcome(next), 'vu-4.2')
    },
  },
  {
    id: 'vu-4.4a',
    title: 'does not send a name with disallowed characters',
    hint: 'Look for !@#$%^&*, a space and a comma in the name before you send anything.',
    login: 'none',
    async run(server) {
      const bad = badNames(server, SIGNS + SEPARATORS)
      await server.start(() => server.person.type(...bad, server.name))
      await server.hearsAnywhere(`HELLO-FROM ${server.name}\n`)
    },
  },
  {
    id: 'vu-4.4',
    title: 'shows that a name has disallowed characters',
    hint: `Print the text and a line end, for each such name. ${LETTER}`,
    login: 'none',
    run: (server) => areDisallowed(server, SIGNS),
  },
  {
    id: 'vu-4.4b.separators',
    title: 'shows that a name with a space or a comma has disallowed characters',
    hint: `Print the text and a line end, for each such name. ${LETTER}`,
    login: 'none',
    run: (server) => areDisallowed(server, SEPARATORS),
  },
])

export const askingChecks = checks(NONE, [
  {
    id: 'vu-4.3c.disallowed',
    title: 'asks again after disallowed characters',
    hint: 'Print the text, and then ask for a login as at the beginning.',
    needs: ['vu-4.1', 'vu-4.4', 'vu-4.4a'],
    login: 'none',
    async run(server) {
      await server.startIdle()
      const name = `${server.name}!`
      server.person.type(name)
      await server.person.shows(texts.disallowed(name))
      await server.person.shows(texts.prompt)
    },
  },
])

export const refusalChecks = checks(LOGIN, [
  {
    id: 'vu-4.4b',
    title: 'shows that the server refused the name',
    hint: `On BAD-RQST-BODY print what you print for a bad name. ${LETTER}`,
    login: 'asked',
    steps: REFUSED,
  },
  {
    id: 'vu-4.3c.refused',
    title: 'asks again after the server refused the name',
    hint: 'After BAD-RQST-BODY ask for a login, and send the next name on the same connection.',
    needs: ['vu-4.1', 'vu-4.4b'],
    login: 'asked',
    steps: [
      ...REFUSED,
      `user sees ${texts.prompt}`,
      'user types {next}',
      'server< HELLO-FROM {next}\n',
      'server> HELLO {next}\n',
      [`user sees ${texts.welcome('{next}')}`, 'vu-4.2'],
    ],
  },
  {
    id: 'vu-4.5',
    title: 'shows that the server is full',
    hint: `On BUSY print the text and a line end. ${LETTER}`,
    login: 'asked',
    steps: ['server> BUSY\n', `user sees ${texts.full}`],
  },
  {
    id: 'vu-4.5a',
    title: 'exits if the server is full',
    hint: 'After BUSY close the connection and end the program.',
    login: 'asked',
    steps: ['server> BUSY\n', 'user exits'],
  },
  {
    id: 'vu-4.5b',
    title: 'exits with status 0 if the server is full',
    hint: 'A server that is full is no error of the program: end it with status 0.',
    needs: ['vu-4.5a'],
    login: 'asked',
    async run({ person, stage, wire }) {
      await wire.say('BUSY\n')
      const status = await person.ends('vu-4.5a')
      if (status !== 0) stage.fail(`it ended with exit status ${status}, and 0 is right`)
    },
  },
])
