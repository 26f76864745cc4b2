import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { discoverFullDialects } from './discover.ts'
import { serve } from './serve.ts'
import { type Configuration, checkSettings, configurationOf } from './settings.ts'
import { asFlag, settingsFromEnvironment, settingsFromFile } from './settings-sources.ts'

const dialects = await discoverFullDialects()
const names = dialects.map(({ name }) => name)
const known = names.join(', ')
const [name = ''] = names

const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const path = join(folder, 'parley.yaml')

async function fromFile(text: string) {
  writeFileSync(path, text)
  return await settingsFromFile(path, '--config')
}

/** Where it listens is not what is tested: the data folder comes first, and cannot be one. */
async function faultOf(configuration: Promise<Configuration>): Promise<unknown> {
  try {
    const served = await serve(await configuration, dialects, () => {})
    await served.gateway.drain(0)
    return 'it was taken'
  } catch (error) {
    return error instanceof Error ? error.message.replace(path, 'FILE') : error
  }
}

test.each([
  ['limit: {floodRate: fast}', 'limit.floodRate: expected a number, got "fast"'],
  ['limit: {floodrate: 1}', 'limit.floodrate: there is no such setting; did you mean floodRate?'],
  ['log-level: warn', 'log-level: there is no such setting; did you mean logLevel?'],
  ['listen: [vu, morse]', `listen[1]: there is no dialect "morse" (there are ${known})`],
  [
    'listen: [vu=x:y]',
    'listen[0]: expected a port from 0 to 65535 in "vu=x:y" (<dialect>[+tls][=[host:]port])',
  ],
  [`option: {${name}: {bogus: 1}}`, `option.${name}.bogus: there is no such setting`],
  ['option: {morse: {pace: 1}}', `option.morse: there is no dialect "morse" (there are ${known})`],
  [
    'host: 127.0.0.1:5378',
    'host: expected a host or an address, without a port, got "127.0.0.1:5378"',
  ],
  ['host: 5', 'host: expected a text, got 5; put the text in quotes'],
  ['data: /dev/null/x', 'data: /dev/null/x cannot be made'],
])('a file that says %j is named with its line and key', async (text, words) => {
  const layer = fromFile(`durability: full\n${text}\n`)
  const flags = { settings: {}, naming: asFlag }
  const fault = await faultOf(layer.then((file) => configurationOf(flags, [file])))
  expect(String(fault).slice(0, `FILE, line 2: ${words}`.length)).toBe(`FILE, line 2: ${words}`)
})

test.each([
  ['PORT', '1', 'PARLEY_PORT: there is no such setting'],
  ['LOGLEVEL', 'warn', 'PARLEY_LOGLEVEL: there is no such setting; did you mean PARLEY_LOG_LEVEL?'],
  [
    'LOG_LEVEL',
    'some',
    'PARLEY_LOG_LEVEL: expected one of "error"|"warn"|"info"|"debug", got "some"',
  ],
  ['LISTEN', 'morse', `PARLEY_LISTEN: there is no dialect "morse" (there are ${known})`],
  ['OPTION', `${name}.bogus=1`, `PARLEY_OPTION ${name}.bogus: there is no such setting`],
  ['LIMIT', 'floodRate=-1', 'PARLEY_LIMIT floodRate: expected at least 0, got -1'],
  ['HOST', 'a:1', 'PARLEY_HOST: expected a host or an address, without a port, got "a:1"'],
])('PARLEY_%s that says %j is named', async (variable, value, message) => {
  const read = async () => {
    const layer = settingsFromEnvironment({ [`PARLEY_${variable}`]: value, HOME: '/' })
    return configurationOf({ settings: {}, naming: asFlag }, [layer])
  }
  expect(await faultOf(read())).toBe(message)
})

test('what is wrong is told where it was said: the flag wins, key by key', async () => {
  const file = await fromFile('limit: { floodRate: 1 }\noption: { vu: { pace: 1 } }\n')
  const environment = settingsFromEnvironment({ PARLEY_OPTION: 'vu.maxUsers=3' })
  const flags = {
    settings: checkSettings({ limit: { floodBurst: 9 }, listen: ['vu'] }, asFlag),
    naming: asFlag,
  }
  const { settings, naming } = configurationOf(flags, [file, environment])
  expect(settings).toEqual({
    listen: ['vu'],
    keep: {},
    limit: { floodRate: 1, floodBurst: 9 },
    option: { vu: { pace: 1, maxUsers: 3 } },
  })
  expect(
    [
      ['limit', 'floodRate'],
      ['limit', 'floodBurst'],
      ['option', 'vu', 'pace'],
      ['option', 'vu', 'maxUsers'],
      ['listen', 0],
      ['host'],
    ].map((key) => naming(key).replace(path, 'FILE')),
  ).toEqual([
    'FILE, line 1: limit.floodRate',
    '--limit floodBurst',
    'FILE, line 2: option.vu.pace',
    'PARLEY_OPTION vu.maxUsers',
    '--listen',
    '--host',
  ])
})

test('paths in a file are beside that file; memory is no path', async () => {
  const { settings } = await fromFile('data: kept\ncredentials: ../people.txt\n')
  expect(settings).toEqual({
    data: join(folder, 'kept'),
    credentials: join(folder, '..', 'people.txt'),
  })
  expect((await fromFile('data: memory\ncredentials: /etc/people\n')).settings).toEqual({
    data: 'memory',
    credentials: '/etc/people',
  })
})
