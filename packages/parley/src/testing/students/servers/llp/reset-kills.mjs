// fault: no listener for the errors of a socket, so that a connection that is reset ends the server
// breaks: llp-3.12a.reset
// may: llp-1.5a
import { createServer } from 'node:net'

const unknown = '> ERROR - Unknown Command. Check the documentation or use LOGIN <username> first.'
const users = new Map()

function deliver(user, lines) {
  const other = users.get(user.to)
  const head = [`> INBOUND MESSAGE - SENDER: ${user.name}`, `> RECIPIENT: ${user.to}`]
  user.to = undefined
  if (!other) return '> ERROR - Recipient does not exist'
  const text = lines.map((line) => `> ${line}`)
  other.write(`${[...head, ...text, '> '].join('\n')}\n`)
  return '> OK - Message Delivered'
}

function login(user, name, socket) {
  if (user.name) return '> ERROR - You are already logged in'
  if (!/^[a-zA-Z0-9]{3,15}$/.test(name)) return '> ERROR - Invalid username, try again'
  if (users.has(name)) return '> ERROR - Username is use'
  users.set(name, socket)
  user.name = name
  return `> OK - Hello ${name}`
}

function answer(user, line, socket) {
  if (user.to) {
    user.letter.push(line.replace(/\r$/, ''))
    return line.trimEnd().endsWith('XOXOXO') ? deliver(user, user.letter) : undefined
  }
  const [word, name = ''] = line.trim().split(' ')
  if (word === 'LOGIN') return login(user, name, socket)
  if (!user.name) return unknown
  if (word === 'MESSAGE' && name === '') return '> ERROR - Invalid recipient username, try again'
  if (word === 'MESSAGE') {
    Object.assign(user, { to: name, letter: [] })
    return '> OK - Send Message, end with XOXOXO'
  }
  if (word === 'LOGOUT') return '> OK - Goodbye xoxo'
  if (word !== 'LIST') return unknown
  const rows = [...users].map(([key, { address, port }]) => `${address}:${port} | ${key}`)
  return ['> OK - Data Available...', ...rows].join('\n')
}

createServer((socket) => {
  const user = {}
  let data = ''
  socket.address = socket.remoteAddress
  socket.port = socket.remotePort
  socket.setEncoding('utf8')
  socket.write('> OK - Welcome to the Love Letter Server\n')
  socket.write('Supported commands are: LOGIN <user>, LOGOUT, LIST, MESSAGE <user>\n\n\n')
  socket.on('data', (chunk) => {
    const lines = (data + chunk).split('\n')
    data = lines.pop()
    for (const line of lines) {
      const text = answer(user, line, socket)
      if (text !== undefined) socket.write(`${text}\n`)
      if (text === '> OK - Goodbye xoxo') socket.end()
    }
  })
  socket.on('close', () => users.delete(user.name))
}).listen(Number(process.argv[2]), '127.0.0.1')
