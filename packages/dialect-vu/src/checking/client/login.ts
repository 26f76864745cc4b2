import {
  type ClientCheck,
  type Connection,
  expectLogin,
  type Stage,
  startClient,
  startWithoutLogin,
  texts,
} from './test-server.ts'

const LETTER = 'The text is compared letter by letter.'

const NEEDS = ['vu-2.1']

/** Types the next name and expects it on this connection. */
async function nextLogin(stage: Stage, wire: Connection): Promise<void> {
  const name = stage.name()
  stage.person.type(name)
  await wire.hear(`HELLO-FROM ${name}\n`)
  await wire.say(`HELLO ${name}\n`)
  await stage.person.shows(texts.welcome(name), 'vu-4.2')
}

/** Time for a client to see that its connection is closed, in milliseconds. */
const CLOSE_DELAY = 200

/** Names with each of the characters somewhere inside. */
function badNames(stage: Stage): readonly string[] {
  return Array.from(DISALLOWED, (sign) => {
    const name = stage.name()
    const at = 1 + Math.floor(stage.random() * (name.length - 1))
    return `${name.slice(0, at)}${sign}${name.slice(at)}`
  })
}

/** Every character that no name may have. */
const DISALLOWED = '!@#$%^&* ,'

export const helloCheck: ClientCheck = {
  rule: 'vu-2.1',
  title: 'logs in with HELLO-FROM',
  hint: 'Send "HELLO-FROM ", the name and "\\n", and nothing before it.',
  async run(stage) {
    await expectLogin(stage)
  },
}

export const loginChecks: readonly ClientCheck[] = [
  {
    rule: 'vu-4.1',
    title: 'asks for a login',
    hint: `Print it without a line end, and flush; nothing comes before it. ${LETTER}`,
    async run(stage) {
      await startWithoutLogin(stage)
      await stage.person.reads(texts.prompt)
    },
  },
  {
    rule: 'vu-4.2',
    title: 'shows that the login succeeded',
    hint: `On HELLO print the text and a line end. ${LETTER}`,
    needs: NEEDS,
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      await wire.say(`HELLO ${name}\n`)
      if (stage.person.isUsual) await stage.person.shows(texts.welcome(name))
      else await stage.person.welcomed(name)
    },
  },
  {
    rule: 'vu-4.3',
    title: 'shows that a name is in use',
    hint: `On IN-USE print the text and a line end. ${LETTER}`,
    needs: NEEDS,
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      await wire.say('IN-USE\n')
      await stage.person.shows(texts.inUse(name))
    },
  },
  {
    rule: 'vu-4.3',
    variant: 'again',
    title: 'asks again after IN-USE',
    hint: 'After IN-USE print the text, and then ask for a login as at the beginning.',
    needs: [...NEEDS, 'vu-4.1', 'vu-4.3'],
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      await wire.say('IN-USE\n')
      await stage.person.shows(texts.inUse(name))
      await stage.person.reads(texts.prompt)
    },
  },
  {
    rule: 'vu-4.3a',
    title: 'sends the next name on the same connection',
    hint: 'Keep the connection after IN-USE, and send the next name on it; ask again and again.',
    needs: [...NEEDS, 'vu-4.3'],
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      await wire.say('IN-USE\n')
      await stage.person.shows(texts.inUse(name), 'vu-4.3')
      const next = stage.name()
      stage.person.type(next)
      await wire.hear(`HELLO-FROM ${next}\n`)
      await wire.say('IN-USE\n')
      await stage.person.shows(texts.inUse(next), 'vu-4.3')
      await nextLogin(stage, wire)
    },
  },
  {
    rule: 'vu-4.3b',
    title: 'sends the next name on a new connection if the server closed',
    hint: 'If a read says that the server has closed, open a new connection for the next name.',
    needs: [...NEEDS, 'vu-4.3'],
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      await wire.say('IN-USE\n')
      wire.end()
      await stage.person.shows(texts.inUse(name), 'vu-4.3')
      await stage.pass(CLOSE_DELAY)
      const next = stage.name()
      stage.person.type(next)
      const other = await stage.accept()
      await other.hear(`HELLO-FROM ${next}\n`)
      await other.say(`HELLO ${next}\n`)
      await stage.person.shows(texts.welcome(next), 'vu-4.2')
    },
  },
  {
    rule: 'vu-4.4a',
    title: 'does not send a name with disallowed characters',
    hint: 'Look for !@#$%^&*, a space and a comma in the name before you send anything.',
    needs: NEEDS,
    async run(stage) {
      const starting = startClient(stage)
      const name = stage.name()
      stage.person.type(...badNames(stage), name)
      const wire = await starting
      await wire.hear(`HELLO-FROM ${name}\n`)
    },
  },
  {
    rule: 'vu-4.4',
    title: 'shows that a name has disallowed characters',
    hint: `Print the text and a line end, for each such name. ${LETTER}`,
    needs: [...NEEDS, 'vu-4.4a'],
    async run(stage) {
      const starting = startClient(stage)
      const [bad, good] = [badNames(stage), stage.name()]
      stage.person.type(...bad, good)
      const wire = await starting
      await wire.hear(`HELLO-FROM ${good}\n`, 'vu-4.4a')
      for (const name of bad) await stage.person.shows(texts.disallowed(name))
    },
  },
  {
    rule: 'vu-4.4',
    variant: 'again',
    title: 'asks again after disallowed characters',
    hint: 'Print the text, and then ask for a login as at the beginning.',
    needs: ['vu-4.1', 'vu-4.4', 'vu-4.4a'],
    async run(stage) {
      await startWithoutLogin(stage)
      const name = `${stage.name()}!`
      stage.person.type(name)
      await stage.person.shows(texts.disallowed(name))
      await stage.person.reads(texts.prompt)
    },
  },
  {
    rule: 'vu-4.4b',
    title: 'shows that the server refused the name',
    hint: `On BAD-RQST-BODY print what you print for a bad name. ${LETTER}`,
    needs: NEEDS,
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      await wire.say('BAD-RQST-BODY\n')
      await stage.person.shows(texts.disallowed(name))
    },
  },
  {
    rule: 'vu-4.4b',
    variant: 'again',
    title: 'asks again after the server refused the name',
    hint: 'After BAD-RQST-BODY ask for a login, and send the next name on the same connection.',
    needs: [...NEEDS, 'vu-4.1', 'vu-4.4b'],
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      await wire.say('BAD-RQST-BODY\n')
      await stage.person.shows(texts.disallowed(name))
      await stage.person.reads(texts.prompt)
      await nextLogin(stage, wire)
    },
  },
  {
    rule: 'vu-4.5',
    title: 'shows that the server is full',
    hint: `On BUSY print the text and a line end. ${LETTER}`,
    needs: NEEDS,
    async run(stage) {
      const { wire } = await expectLogin(stage)
      await wire.say('BUSY\n')
      await stage.person.shows(texts.full)
    },
  },
  {
    rule: 'vu-4.5a',
    title: 'exits with status 0 if the server is full',
    hint: 'After BUSY close the connection and end the program, with status 0.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await expectLogin(stage)
      await wire.say('BUSY\n')
      const status = await stage.person.ends()
      if (status !== 0) stage.fail(`it ended with exit status ${status}, and 0 is right`)
    },
  },
]
