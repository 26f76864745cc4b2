import { parseMatrixFile } from './matrix-file.ts'

const client = { name: 'anna', dialect: 'toy', command: ['anna'] }
const server = { name: 'ben', dialect: 'toy', command: ['ben', '{port}'] }

test('the least that a file says, and what it then means', () => {
  expect(parseMatrixFile({ clients: [client], servers: [server] })).toEqual({
    clients: [{ ...client, driver: {}, pty: false }],
    servers: [server],
    gateway: false,
    repeat: 1,
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
  [{ ...both, client: [] }, 'client: there is no such key'],
  [{ servers: [server] }, 'clients: expected array, received undefined'],
  [{ clients: [] }, 'clients: expected array to have >=1 items'],
  [{ clients: [client] }, 'servers: there is no server'],
  [{ ...both, clients: [{ ...client, comand: [] }] }, 'clients[0].comand: there is no such key'],
  [{ ...both, clients: [{ ...client, command: 'anna' }] }, 'clients[0].command: expected array'],
  [{ ...both, clients: [client, client] }, 'clients[1].name: there are two of the name "anna"'],
  [{ ...both, clients: [{ ...client, name: 'a × b' }] }, 'clients[0].name: no × and no control'],
  [{ ...both, servers: [{ name: 'x', dialect: 'toy' }] }, 'servers[0]: one of command and address'],
  [{ ...both, accounts: [{ name: 'a', password: 'b' }] }, 'accounts: expected array to have >=2'],
  [{ ...both, repeat: 0 }, 'repeat: expected number to be >=1'],
  ['clients', 'expected object, received string'],
])('a file that is wrong names where: %j', (file, words) => {
  expect(() => parseMatrixFile(file)).toThrow(words)
})
