// fault: looks whether a line starts with SEND or LIST, so that SENDER is taken for SEND
// breaks: vu-3.9d
// may: vu-3.2
import { createServer } from 'node:net'

const users = new Map()

function login(socket, name) {
  if (name === '' || /[!@#$%^&* ,]/.test(name)) return 'BAD-RQST-BODY'
  if (users.has(name)) return 'IN-USE'
  users.set(name, socket)
  socket.user = name
  return `HELLO ${name}`
}

function answer(socket, line) {
  if (!socket.user) {
    if (line.startsWith('HELLO-FROM')) return login(socket, line.slice(11).trimEnd())
    return 'BAD-RQST-HDR'
  }
  if (line.startsWith('LIST')) {
    return line.length > 4 ? 'BAD-RQST-BODY' : `LIST-OK ${[...users.keys()].join(',')}`
  }
  if (line.startsWith('SEND')) {
    const rest = line.slice(5)
    const at = rest.indexOf(' ')
    const text = rest.slice(at + 1)
    if (at < 1 || text.trim() === '') return 'BAD-RQST-BODY'
    const other = users.get(rest.slice(0, at))
    if (!other) return 'BAD-DEST-USER'
    other.write(`DELIVERY ${socket.user} ${text}\n`)
    return 'SEND-OK'
  }
  return 'BAD-RQST-HDR'
}

createServer((socket) => {
  let data = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk) => {
    const lines = (data + chunk).split('\n')
    data = lines.pop()
    for (const line of lines) socket.write(`${answer(socket, line)}\n`)
  })
  socket.on('error', () => {})
  socket.on('close', () => users.delete(socket.user))
}).listen(Number(process.argv[2]), '127.0.0.1')
