/**
 * A server of VU that does what the words behind its port say: `ends` when a user goes, `keeps` the names of
 * those who have gone and drops who writes after that, serves `two` users and then nobody, `spins` in four
 * threads once a user has gone.
 */
const source = `
const [port, ...habits] = process.argv.slice(1)
const users = new Map()
const kept = []
let served = 0
const flag = new Int32Array(new SharedArrayBuffer(4))
const waits = 'const { workerData } = require("node:worker_threads"); Atomics.wait(workerData, 0, 0); for (;;);'
if (habits.includes('spins')) {
  const { Worker } = require('node:worker_threads')
  for (let count = 0; count < 4; count += 1) new Worker(waits, { eval: true, workerData: flag })
}
const spin = () => {
  Atomics.store(flag, 0, 1)
  Atomics.notify(flag, 0)
}
const answer = (socket, line) => {
  const [, word, rest = ''] = /^(\\S+) ?(.*)$/.exec(line) ?? []
  if (word === 'HELLO-FROM') {
    served += 1
    if (habits.includes('two') && served > 2) return socket.write('BUSY\\n')
    users.set(rest, socket)
    return socket.write('HELLO ' + rest + '\\n')
  }
  if (word === 'LIST') return socket.write('LIST-OK ' + [...users.keys(), ...kept].join(',') + '\\n')
  if (word !== 'SEND') return socket.write('BAD-RQST-HDR\\n')
  if (kept.length > 0) return socket.destroy()
  const [to] = rest.split(' ')
  const [from] = [...users].find(([, one]) => one === socket) ?? []
  if (!users.has(to)) return socket.write('BAD-DEST-USER\\n')
  users.get(to).write('DELIVERY ' + from + rest.slice(to.length) + '\\n')
  socket.write('SEND-OK\\n')
}
require('node:net').createServer((socket) => {
  let text = ''
  socket.setEncoding('utf8')
  socket.on('error', () => {})
  socket.on('data', (more) => {
    const lines = (text + more).split('\\n')
    text = lines.pop()
    for (const line of lines) answer(socket, line)
  })
  socket.on('close', () => {
    const [name] = [...users].find(([, one]) => one === socket) ?? []
    users.delete(name)
    if (name === undefined) return
    if (habits.includes('keeps')) kept.push(name)
    if (habits.includes('spins')) spin()
    if (!habits.includes('ends')) return
    console.error('cannot go on')
    process.exit(3)
  })
}).listen(Number(port), '127.0.0.1')
`

/** The words that start it; `{port}` stands for the port. */
export function matrixServer(port: string, ...habits: readonly string[]): readonly string[] {
  return [process.execPath, '-e', source, port, ...habits]
}
