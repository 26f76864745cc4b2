import { parseMatrixFile } from './matrix-file.ts'

const client = { name: 'anna', dialect: 'toy', command: ['anna'] }
const server = { name: 'ben', dialect: 'toy', command: ['ben', '{port}'] }

test('the least that a file says, and what it then means', () => {
  expect(parseMatrixFile({ clients: [client], servers: [server] })).toEqual({
    clients: [{ ...client, driver: {}, env: {}, pty: false }],
    servers: [server],
    gateway: false,
    checks: true,
    options: {},
  })
})

test('all that a file can say', () => {
  const file = {
    clients: [
      { ...client, driver: 'driver.yaml', poll: 'READ', pty: true, cwd: 'students' },
      { ...client, name: 'cem', driver: { login: ['{name}'] } },
    ],
    servers: [
      { ...server, cwd: 'students' },
      { name: 'course', dialect: 'toy', address: '[::1]:7' },
    ],
    gateway: true,
    repeat: 3,
    checks: false,
    accounts: [
      { name: 'a', password: 'b' },
      { name: 'c', password: 'd' },
    ],
    options: { toy: { strict: true } },
  }
  expect(parseMatrixFile(file)).toMatchObject(file)
})

const both = { clients: [client], servers: [server] }

test.each([
  [{ ...both, client: [] }, [], 'Unrecognized key: "client"'],
  [{ servers: [server] }, ['clients'], 'expected array, received undefined'],
  [{ ...both, clients: [] }, ['clients'], 'expected array to have >=1 items'],
  [{ clients: [client] }, ['servers'], 'there is no server'],
  [{ ...both, clients: [{ ...client, comand: [] }] }, ['clients', 0], 'Unrecognized key: "comand"'],
  [{ ...both, clients: [{ ...client, command: 'anna' }] }, ['clients', 0, 'command'], 'array'],
  [{ ...both, clients: [client, client] }, ['clients', 1, 'name'], 'two of the name "anna"'],
  [
    { ...both, clients: [{ ...client, name: 'a × b' }] },
    ['clients', 0, 'name'],
    'may not contain × or',
  ],
  [
    { ...both, clients: [{ ...client, command: ['a', '--at={HOST}'] }] },
    ['clients', 0, 'command'],
    'there is no placeholder {HOST} in a command; there are {host} and {port}',
  ],
  [
    { ...both, clients: [{ ...client, driver: { login: ['{user}'] } }] },
    ['clients', 0, 'driver', 'login', 0],
    'there is no placeholder {user} here',
  ],
  [{ ...both, servers: [{ name: 'x', dialect: 'toy' }] }, ['servers', 0], 'one of command and'],
  [
    { ...both, accounts: [{ name: 'a', password: 'b' }] },
    ['accounts'],
    'expected array to have >=2',
  ],
  [{ ...both, repeat: 0 }, ['repeat'], 'expected number to be >=1'],
  ['clients', [], 'expected object, received string'],
])('a file that is wrong names where: %j', (file, path, words) => {
  expect(() => parseMatrixFile(file)).toThrow(
    expect.objectContaining({
      issues: [expect.objectContaining({ path, message: expect.stringContaining(words) })],
    }),
  )
})

test('braces that are the command’s own are left alone', () => {
  const command = ['sh', '-c', 'ls | awk {print} {port} {}']
  const { clients } = parseMatrixFile({ ...both, clients: [{ ...client, command }] })
  expect(clients[0]?.command).toEqual(command)
})
