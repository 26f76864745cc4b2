import type {
  Capabilities,
  Check,
  Checking,
  ClientStage,
  Dialect,
  Grade,
  ServerStage,
} from '@parley/contract'
import { type LineFault, LineSplitter } from '@parley/framing'

export type EchoFrame = string | LineFault

const full: Grade = { grade: 'full' }

const features: Capabilities['features'] = {
  direct: full,
  broadcast: full,
  'multi-line': full,
  empty: full,
  'outer-spaces': full,
  'any-unicode': full,
  length: full,
  sender: full,
  time: full,
  edit: full,
  delete: full,
  presence: full,
  offline: full,
  history: full,
  file: full,
  rooms: full,
  moderation: full,
  rename: full,
  action: full,
}

/**
 * A dialect for the kit’s own tests: a client says `HI name` and is told `HELLO name`, then `SAY text`
 * and is told `SAID text`. Only what the kit looks at is there.
 */
export const echo: Dialect<EchoFrame, EchoFrame, object> = {
  name: 'echo',
  defaultPort: 7,
  shape: 'SAY text',
  options: { parse: () => ({}) },
  optionNotes: {},
  sections: { 1: 'Greetings', 2: 'Framing' },
  rules: [
    { id: 'echo-1.1', level: 'MUST', binds: 'both', sentence: 'A greeting is answered.' },
    { id: 'echo-1.2', level: 'SHOULD', binds: 'server', sentence: 'What is said comes back.' },
    { id: 'echo-2.1', level: 'MUST', binds: 'server', sentence: 'Messages may be cut.' },
  ],
  carries: () => ({ features, says: (text) => text, hears: (text) => [text] }),
  wire: () => ({ pace: 0, maxFrame: 1000, loginTime: 0 }),
  splitter: () => new LineSplitter(),
  serve: () => ({ greet() {}, take() {}, hear() {}, wake() {} }),
  client: {
    splitter: () => new LineSplitter(),
    open: () => ({ begin() {}, ask: () => false, take() {}, wake() {} }),
  },
  terminal: {
    help: [],
    phrases: {
      login: (name) => [`HI ${name}`],
      welcome: (name) => `welcome ${name}`,
      send: (to, text) => [`SAY ${to} ${text}`],
      heard: (from, text) => `${from}: ${text}`,
      list: ['WHO'],
      leave: ['BYE'],
    },
    open: () => ({
      connected() {},
      typed() {},
      take() {},
      closed() {},
      leave() {},
      called() {},
      wake() {},
    }),
  },
}

type Server = Check<ServerStage<EchoFrame, object>>

export const greeted: Server = {
  rule: 'echo-1.1',
  title: 'a greeting',
  hint: 'Say HELLO.',
  async run(stage) {
    const name = stage.name()
    const wire = await stage.connect()
    await wire.say(`HI ${name}\n`)
    await wire.hear(`HELLO ${name}\n`)
  },
}

export const echoed: Server = {
  rule: 'echo-1.2',
  title: 'an echo',
  hint: 'Say it again.',
  needs: ['echo-1.1'],
  async run(stage) {
    const wire = await stage.connect()
    await wire.say('HI ann\n')
    await wire.hear('HELLO ann\n', 'echo-1.1')
    await wire.say('SAY grüße\n')
    await wire.expect('SAID grüße', ({ text }) =>
      text === 'SAID grüße\n' ? undefined : { why: 'another text', at: 5 },
    )
  },
}

export const cut: Server = { ...echoed, rule: 'echo-2.1', title: 'cut anywhere', segmented: true }

export const greeting: Check<ClientStage<EchoFrame, object>> = {
  rule: 'echo-1.1',
  title: 'how it greets',
  hint: 'Say HI.',
  async run(stage) {
    const name = stage.name()
    const wire = await stage.start()
    stage.person.login(name)
    await wire.hear(`HI ${name}\n`)
    await wire.say(`HELLO ${name}\n`)
    await stage.person.welcomed(name)
    stage.person.leave()
    await wire.closes()
    if ((await stage.person.ends()) !== 0) stage.fail('it ended with another status than 0')
  },
}

export function checkingOf(
  checks: Partial<Pick<Checking, 'server' | 'client' | 'faults'>>,
): Checking {
  return {
    server: [],
    client: [],
    unchecked: { server: {}, client: {} },
    faults: { server: [], client: [] },
    ...checks,
  }
}
