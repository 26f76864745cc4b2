import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { PipedChat } from './testing/piped-chat.ts'
import { dialects, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(30_000)

let host: TestGateway

beforeEach(async () => {
  host = await TestGateway.open()
})

afterEach(async () => {
  await host.close()
})

function named(name: string): Dialect {
  const dialect = dialects.find((one) => one.name === name)
  if (dialect === undefined) throw new Error(`there is no ${name}`)
  return dialect
}

/** All that a client shows to whom types these lines and goes. */
async function dialog(name: string, ...lines: readonly string[]): Promise<string> {
  const chat = new PipedChat(named(name), host.port(name)).type(...lines).end()
  expect(await chat.ended).toBe(0)
  return chat.shown.replace(/\d\d:\d\d:\d\d/g, 'TIME').replace(/(:|port )\d{4,5}\b/g, '$1PORT')
}

test('vu', async () => {
  await host.user(named('ktn'), 'kari')
  const said = ['no way', 'bob', '!who', '@kari hi', '@nobody hi', 'anything', '!quit']
  expect((await dialog('vu', ...said)).split('\n')).toEqual([
    'Welcome to Chat Client. Enter your login: Cannot log in as no way. That username contains disallowed characters.',
    'Welcome to Chat Client. Enter your login: Successfully logged in as bob!',
    'There are 2 online users:',
    'kari',
    'bob',
    'The message was sent successfully',
    'The destination user does not exist',
    '',
  ])
  expect(await dialog('vu', '!quit')).toBe('Welcome to Chat Client. Enter your login: ')
})

test('vu, with a name that is taken', async () => {
  await host.user(named('vu'), 'bob')
  expect(await dialog('vu', 'bob', 'ann')).toBe(
    [
      'Welcome to Chat Client. Enter your login: ',
      'Cannot log in as bob. That username is already in use.\n',
      'Welcome to Chat Client. Enter your login: ',
      'Successfully logged in as ann!\n',
    ].join(''),
  )
})

test('llp', async () => {
  const said = ['LIST', 'LOGIN bob', 'LIST', 'MESSAGE bob', 'two', 'lines', 'XOXOXO', 'DANCE']
  const unknown =
    '> ERROR - Unknown Command. Check the documentation or use LOGIN <username> first.'
  expect((await dialog('llp', ...said)).split('\n').slice(2)).toEqual([
    unknown,
    '> OK - Hello bob',
    '> OK - Data Available...',
    '127.0.0.1:PORT | bob',
    '> OK - Send Message, end with XOXOXO',
    '> OK - Message Delivered',
    '── bob to you ──',
    '  two',
    '  lines',
    unknown,
    '> OK - Goodbye xoxo',
    '',
  ])
})

test('ktn', async () => {
  const said = ['names', 'login bob', 'names', 'msg hello all', '@bob psst', 'block bob', 'dance']
  expect((await dialog('ktn', ...said, 'help', 'history')).split('\n')).toEqual([
    '[TIME] ! Not logged in',
    '[TIME] * Login successful',
    '[TIME] * bob',
    '[TIME] bob: hello all',
    '[TIME] * Sent to bob',
    '[TIME] bob: (private) psst',
    '[TIME] ! You cannot block yourself',
    expect.stringMatching(/^What was typed is not one of: login <name>, /),
    expect.stringMatching(/^\[TIME\] \* Requests: login <name>, /),
    '[TIME] bob: hello all',
    '[TIME] * Logout successful',
    '',
  ])
})

test('ghostr', async () => {
  await host.user(named('vu'), 'kari')
  const said = [
    ...['hans', 'falcon*solo', 'whoelse', 'whoelsesince 100', 'message kari hi', 'message hans hi'],
    ...['message nobody hi', 'broadcast hi all', 'block kari', 'block kari', 'block hans'],
    ...['unblock kari', 'unblock kari', 'startprivate hans', 'private kari hi', 'dance'],
  ]
  expect((await dialog('ghostr', ...said)).split('\n')).toEqual([
    'You are logged in',
    'Currently online:',
    'kari',
    'Currently online since:',
    'kari',
    'Error. Cannot message yourself',
    'Error. User does not exist',
    'sent to 1 user(s)',
    'kari is blocked',
    'Error. User is already blocked',
    'Error. Cannot block yourself',
    'kari is unblocked',
    'Error. User was never blocked',
    'Error. Cannot message yourself',
    'Error. No private connection to kari',
    'Error. Invalid command',
    'You are logged out',
    '',
  ])
})

test('ghostr-text', async () => {
  await host.user(named('vu'), 'kari')
  const said = [
    ...['hans', 'falcon*solo', 'whoelse', 'whoelsesince 100', 'message kari hi', 'message hans hi'],
    ...['message nobody hi', 'broadcast hi all', 'block kari', 'block kari', 'block hans'],
    ...['unblock kari', 'unblock kari', 'startprivate kari', 'private kari hi', 'dance'],
  ]
  expect((await dialog('ghostr-text', ...said)).split('\n')).toEqual([
    'You are logged in',
    'Currently online:',
    'kari',
    'Currently online since:',
    'kari',
    'hans : hi',
    'Error. User does not exist',
    'kari is blocked',
    'Error. User is already blocked',
    'Error. Cannot block yourself',
    'kari is unblocked',
    'Error. User was never blocked',
    'kari is at 127.0.0.1, port PORT',
    'Private connection connected',
    'Error. Invalid command',
    'You are logged out',
    '',
  ])
})

test('ghostr, with wrong passwords', async () => {
  await dialog('ghostr', 'hans', 'falcon*solo')
  expect(await dialog('ghostr', 'hans', 'wrong', 'falcon*solo')).toBe(
    'You are logged in\nYou are logged out\n',
  )
  const thief = new PipedChat(named('ghostr'), host.port('ghostr'))
  thief.type('hans', 'a', 'b', 'c').end()
  expect(await thief.ended).toBe(1)
  expect(thief.shown).toBe('Your account has been blocked. Please try again later\n')
})

test('ghostr, calling each other', async () => {
  const ghostr = named('ghostr')
  const hans = new PipedChat(ghostr, host.port('ghostr')).type('hans', 'x')
  await hans.shows('You are logged in')
  const yoda = new PipedChat(ghostr, host.port('ghostr')).type('yoda', 'y')
  await hans.shows('yoda is logged in')
  hans.type('startprivate yoda')
  await hans.shows('Private connection connected')
  hans.type('private yoda psst', 'stopprivate yoda')
  await yoda.shows('hans (private): psst')
  await hans.shows('Private connection stopped')
  expect(await hans.end().ended).toBe(0)
  await yoda.shows('hans is logged out')
  expect(await yoda.end().ended).toBe(0)
})

test('toom', async () => {
  const said = ['jess', '123', 'MSG', 'MSG hello', 'ATU', 'RDM 01 Jan 2100 00:00:00', 'DLT x', '']
  expect((await dialog('toom', ...said, 'UPD steve clip.mp4', 'UPD')).split('\n')).toEqual([
    'Welcome to TOOM, jess!',
    'Message body cannot be empty!',
    expect.stringMatching(/^Message #1 posted at \d\d \w{3} \d{4} TIME\.$/),
    'No other active user.',
    'No new message since given timestamp',
    expect.stringMatching(/^DLT failed! Please check the format/),
    'Error. Invalid command!',
    'steve is offline or does not exist! Please use ATU command to download user information.',
    'UPD Failed! Please check the format of UPD command: UPD <username> <filename>',
    'Bye, jess!',
    '',
  ])
})

test('toom, sending each other a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const toom = named('toom')
  const steve = new PipedChat(toom, host.port('toom'), { downloads: folder }).type('steve', '456')
  await steve.shows('Welcome to TOOM, steve!')
  const jess = new PipedChat(toom, host.port('toom')).type('jess', '123', 'ATU')
  await jess.shows('steve, 127.0.0.1, ')
  writeFileSync(join(folder, 'jess_package.json'), 'mine')
  jess.type('UPD steve package.json', 'UPD steve no-such-file')
  await jess.shows('package.json has been uploaded.')
  await jess.shows('no-such-file is not in the current directory!')
  await steve.shows('Received jess_package-1.json from jess.')
  expect(readFileSync(join(folder, 'jess_package.json'), 'utf8')).toBe('mine')
  expect(readFileSync(join(folder, 'jess_package-1.json'), 'utf8')).toBe(
    readFileSync('package.json', 'utf8'),
  )
  expect([await jess.end().ended, await steve.end().ended]).toEqual([0, 0])
})
