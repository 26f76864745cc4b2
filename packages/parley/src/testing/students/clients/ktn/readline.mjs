// habit: Node with readline, and a text without quotes for each response
// driver: { "welcome": "welcome", "send": ["msg {text}"], "heard": "<{from}> {text}" }
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

const socket = connect(Number(process.argv[3]), process.argv[2])
const send = (request, content = null) => socket.write(JSON.stringify({ request, content }))
let data = ''
let isIn = false

function show({ response, sender, content }) {
  if (response === 'history') {
    for (const past of content) show(typeof past === 'string' ? JSON.parse(past) : past)
  } else if (response === 'message') console.log(`<${sender}> ${content}`)
  else if (response === 'info' && !isIn) {
    isIn = true
    console.log(`welcome: ${content}`)
  } else console.log(response, content)
}

/** The objects that are whole, from the beginning of what has come. */
function objects() {
  const found = []
  for (let end = data.indexOf('}'); end >= 0; end = data.indexOf('}', end + 1)) {
    try {
      found.push(JSON.parse(data.slice(0, end + 1)))
      data = data.slice(end + 1)
      end = -1
    } catch {}
  }
  return found
}

socket.setEncoding('utf8').on('data', (chunk) => {
  data += chunk
  for (const object of objects()) show(object)
})
socket.on('close', () => process.exit(0))
socket.on('error', () => process.exit(1))

const queue = []
const next = () => {
  const line = queue.shift()
  if (line === undefined) return
  const [request, ...rest] = line.split(' ')
  send(request, rest.length > 0 ? rest.join(' ') : null)
  if (request === 'logout') setTimeout(() => process.exit(0), 300)
}
setInterval(next, 100)
createInterface({ input: process.stdin })
  .on('line', (line) => queue.push(line))
  .on('close', () => {
    queue.push('logout')
  })
