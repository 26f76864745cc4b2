import { type Connection, type ServerCheck, type Stage, TestClient } from './test-client.ts'

/** A login with this line is refused with BAD-RQST-BODY. */
async function nameIsRefused(stage: Stage, name: (good: string) => string): Promise<void> {
  const client = new TestClient(stage)
  const wire = await stage.connect()
  await client.request(wire, name(client.word()), 'BAD-RQST-BODY\n')
}

const NAMES = 'Look at each character of the name before you look whether somebody has it.'

/** Number of simultaneous logins. */
const SIMULTANEOUS_LOGINS = 12

export const loginChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-1.1d',
    title: 'says nothing before the client does',
    hint: 'Send nothing when a connection is accepted: no greeting, no prompt.',
    async run(stage) {
      const wire = await stage.connect()
      await wire.silent()
    },
  },
  {
    rule: 'vu-1.1b',
    title: 'writes no carriage return before the line end',
    hint: 'End each line with "\\n" alone, not with "\\r\\n".',
    async run(stage) {
      const wire = await stage.connect()
      await wire.say(`HELLO-FROM ${stage.name()}\n`)
      const { text, bytes } = await wire.next('HELLO and the name', 'vu-2.1a')
      if (text.endsWith('\r\n')) {
        stage.fail('it ends with \\r\\n', undefined, bytes, bytes.length - 2)
      }
    },
  },
  {
    rule: 'vu-2.1a',
    title: 'confirms a login',
    hint: 'Answer "HELLO-FROM bob" with "HELLO bob": the word, one space, the name as it came, \\n.',
    async run(stage) {
      const name = stage.name()
      const wire = await stage.connect()
      await wire.say(`HELLO-FROM ${name}\n`)
      await wire.hear(`HELLO ${name}\n`)
    },
  },
  {
    rule: 'vu-2.1b',
    title: 'returns capitals and non-ASCII letters of a name unchanged',
    hint: 'Read and write UTF-8, and give the name back without changing upper or lower case.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      await client.login(await stage.connect(), `Zoë${client.word()}`, 'vu-2.1b')
    },
  },
  {
    rule: 'vu-2.2',
    title: 'refuses a name that is in use',
    hint: 'Before you let somebody in, look whether the name is among those who are logged in.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const first = await client.user()
      const wire = await stage.connect()
      await client.request(wire, `HELLO-FROM ${first.name}\n`, 'IN-USE\n')
      if ((await wire.rest()).length > 0) stage.fail('more than IN-USE came')
    },
  },
  {
    rule: 'vu-2.2a',
    title: 'accepts another login after IN-USE',
    hint: 'Keep the connection open after IN-USE and read the next line of it.',
    needs: ['vu-2.1a', 'vu-2.2'],
    async run(stage) {
      const client = new TestClient(stage)
      const first = await client.user()
      const wire = await stage.connect()
      await client.request(wire, `HELLO-FROM ${first.name}\n`, 'IN-USE\n', 'vu-2.2')
      await client.login(wire, client.word(), 'vu-2.2a')
    },
  },
  {
    rule: 'vu-2.4',
    title: 'refuses a name with a space',
    hint: `The name is all that follows "HELLO-FROM ". ${NAMES}`,
    needs: ['vu-2.1a'],
    run: (stage) => nameIsRefused(stage, (name) => `HELLO-FROM ${name} ${name}\n`),
  },
  {
    rule: 'vu-2.4',
    variant: 'comma',
    title: 'refuses a name with a comma',
    hint: `A comma ends a name in a list. ${NAMES}`,
    needs: ['vu-2.1a'],
    run: (stage) => nameIsRefused(stage, (name) => `HELLO-FROM ${name},x\n`),
  },
  {
    rule: 'vu-2.4a',
    title: 'refuses a name with any of !@#$%^&*',
    hint: `All eight of !@#$%^&* are refused, wherever they stand. ${NAMES}`,
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      for (const sign of '!@#$%^&*') {
        const [wire, name] = [await stage.connect(), client.word()]
        const at = Math.floor(stage.random() * (name.length + 1))
        const bad = `${name.slice(0, at)}${sign}${name.slice(at)}`
        await client.request(wire, `HELLO-FROM ${bad}\n`, 'BAD-RQST-BODY\n')
      }
    },
  },
  {
    rule: 'vu-2.4b',
    title: 'refuses a name with a control character',
    hint: `Characters such as tab and escape are no part of a name. ${NAMES}`,
    needs: ['vu-2.1a'],
    run: (stage) => nameIsRefused(stage, (name) => `HELLO-FROM ${name}\u0007${name}\n`),
  },
  {
    rule: 'vu-2.4c',
    title: 'refuses an empty name',
    hint: 'Refuse a name that has no character once the spaces at its end are gone.',
    needs: ['vu-2.1a'],
    run: (stage) => nameIsRefused(stage, () => 'HELLO-FROM \n'),
  },
  {
    rule: 'vu-2.4c',
    variant: 'bare',
    title: 'refuses HELLO-FROM without a name',
    hint: 'The first word is right and what should follow is missing: that is BAD-RQST-BODY.',
    needs: ['vu-2.1a'],
    run: (stage) => nameIsRefused(stage, () => 'HELLO-FROM\n'),
  },
  {
    rule: 'vu-2.4e',
    title: 'ignores spaces after the name',
    hint: 'Remove spaces at the end of the name before you look at it.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const [wire, name] = [await stage.connect(), client.word()]
      await client.request(wire, `HELLO-FROM ${name}  \n`, `HELLO ${name}\n`)
    },
  },
  {
    rule: 'vu-2.4f',
    title: 'accepts another login after a bad name',
    hint: 'Keep the connection open after BAD-RQST-BODY and read the next line of it.',
    needs: ['vu-2.1a', 'vu-2.4a'],
    async run(stage) {
      const client = new TestClient(stage)
      const wire = await stage.connect()
      await client.request(wire, `HELLO-FROM ${client.word()}!\n`, 'BAD-RQST-BODY\n', 'vu-2.4a')
      await client.login(wire, client.word(), 'vu-2.4f')
    },
  },
  {
    rule: 'vu-2.5',
    title: 'refuses commands before the login',
    hint: 'Until HELLO-FROM has succeeded, answer every other line with BAD-RQST-HDR.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const { name } = await client.user()
      for (const line of ['LIST', `SEND ${name} ${client.word()}`, 'FLY']) {
        const wire = await stage.connect()
        await client.request(wire, `${line}\n`, 'BAD-RQST-HDR\n')
      }
    },
  },
  {
    rule: 'vu-2.5',
    variant: 'login',
    title: 'accepts a login after a refused command',
    hint: 'Answer BAD-RQST-HDR and read the next line: the connection stays open.',
    needs: ['vu-2.1a', 'vu-2.5'],
    async run(stage) {
      const client = new TestClient(stage)
      const wire = await stage.connect()
      await client.request(wire, 'LIST\n', 'BAD-RQST-HDR\n')
      await client.login(wire, client.word(), 'vu-2.5')
    },
  },
  {
    rule: 'vu-2.6',
    title: 'refuses a second login on the same connection',
    hint: 'Remember for each connection that it has logged in; HELLO-FROM is then BAD-RQST-HDR.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const { wire, name } = await client.user()
      await client.request(wire, `HELLO-FROM ${client.word()}\n`, 'BAD-RQST-HDR\n')
      await client.request(wire, `HELLO-FROM ${name}\n`, 'BAD-RQST-HDR\n')
    },
  },
]

/** Names that are in use. */
export const nameChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-2.2',
    variant: 'owner',
    title: 'keeps the name with its first owner',
    hint: 'Put the new connection into your table only if the name is not in it yet.',
    needs: ['vu-2.1a', 'vu-2.2', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(stage) {
      const client = new TestClient(stage)
      const [first, other] = [await client.user(), await client.user()]
      const wire = await stage.connect()
      await client.request(wire, `HELLO-FROM ${first.name}\n`, 'IN-USE\n')
      wire.reset()
      await client.deliver(other, first, client.word(), 'vu-2.2')
    },
  },
  {
    rule: 'vu-2.2',
    variant: 'part',
    title: 'accepts a name that is part of one in use',
    hint: 'Compare whole names: look for the name in a list or a table, not in a text.',
    needs: ['vu-2.1a', 'vu-2.2'],
    async run(stage) {
      const client = new TestClient(stage)
      const { name } = await client.user()
      for (const part of [name.slice(0, -1), name.slice(1)]) {
        await client.login(await stage.connect(), part, 'vu-2.2')
      }
    },
  },
  {
    rule: 'vu-2.2',
    variant: 'once',
    title: 'gives a name to one of several simultaneous logins',
    hint: 'Look whether the name is taken and take it while no other thread can: under one lock.',
    needs: ['vu-2.1a', 'vu-2.2'],
    async run(stage) {
      const line = `HELLO-FROM ${stage.name()}\n`
      const wires: Connection[] = []
      while (wires.length < SIMULTANEOUS_LOGINS) wires.push(await stage.connect())
      await Promise.all(wires.map((wire) => wire.say(line)))
      let inside = 0
      for (const wire of wires) {
        const { frame } = await wire.next('HELLO or IN-USE')
        if (frame.kind === 'hello') inside += 1
      }
      if (inside > 1) stage.fail(`${inside} users got in under one name`)
    },
  },
]
