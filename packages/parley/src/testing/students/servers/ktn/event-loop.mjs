// habit: Node, with a bracket counter for the objects and its own words in every answer
import { createServer } from 'node:net'

const online = new Map()
const past = []

function send(socket, response, content, sender = 'Server') {
  const timestamp = new Date().toISOString().slice(0, 19)
  const message = { timestamp, sender, response, content }
  socket.write(JSON.stringify(message))
  return message
}

function login(socket, name) {
  if (online.has(socket)) return send(socket, 'error', 'you are in already')
  if (!/^[A-Za-z0-9]+$/.test(name)) return send(socket, 'error', 'only letters and digits, please')
  if ([...online.values()].includes(name)) return send(socket, 'error', 'somebody has this name')
  online.set(socket, name)
  send(socket, 'info', `hello ${name}`)
  setTimeout(() => socket.writable && send(socket, 'history', past), 30)
}

const HELP = 'login, logout, msg, names, help'

function handle(socket, { request, content }) {
  const me = online.get(socket)
  if (request === 'login') login(socket, content)
  else if (request === 'help') send(socket, 'info', HELP)
  else if (me === undefined) send(socket, 'error', 'log in first')
  else if (request === 'names') send(socket, 'info', [...online.values()].join(' and '))
  else if (request === 'logout') {
    online.delete(socket)
    send(socket, 'info', 'bye')
  } else if (request === 'msg') {
    const all = [...online.keys()].map((other) => send(other, 'message', content, me))
    past.push(JSON.stringify(all[0]))
  } else send(socket, 'error', 'what?')
}

/** The length of the object at the beginning of the text; 0: it is not whole yet. */
function objectLength(text) {
  let depth = 0
  for (let at = 0, quoted = false; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') quoted = !quoted
    else if (!quoted && text[at] === '{') depth += 1
    else if (!quoted && text[at] === '}' && --depth === 0) return at + 1
  }
  return 0
}

createServer((socket) => {
  let data = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    data = (data + chunk).trimStart()
    for (let end = objectLength(data); end > 0; end = objectLength(data)) {
      try {
        handle(socket, JSON.parse(data.slice(0, end)))
      } catch {
        send(socket, 'error', 'that is no JSON')
      }
      data = data.slice(end).trimStart()
    }
  })
  socket.on('error', () => {})
  socket.on('close', () => online.delete(socket))
}).listen(Number(process.argv[2]), '127.0.0.1')
