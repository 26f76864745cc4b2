/**
 * The process that measures: a user of vu who says something to themselves every few milliseconds, from
 * an address of their own, and notes how long it takes. Told `report`, it gives what it has measured
 * since the last report.
 */
import { connect } from 'node:net'

/** The time from an echo to the next message, in milliseconds. */
const PAUSE = 5

const [port, address = ''] = process.argv.slice(2)

const socket = connect({
  port: Number(port),
  host: '127.0.0.1',
  localAddress: address,
  noDelay: true,
})
let delays: number[] = []
/** How late its own timers were: a delay near it says nothing of the server. */
let late = 0
let count = 0
let sentAt = 0
let answered = 0
let pending = ''

/** More than any line that is looked for; of a longer one only the end is kept, so that reading stays cheap. */
const KEPT = 64

function say(): void {
  count += 1
  sentAt = performance.now()
  socket.write(`SEND echo ${count}\n`)
}

function sayLater(): void {
  const due = performance.now() + PAUSE
  setTimeout(() => {
    late = Math.max(late, performance.now() - due)
    say()
  }, PAUSE)
}

socket.on('data', (bytes) => {
  pending += bytes.toString('latin1')
  if (pending.includes('HELLO echo\n')) {
    process.send?.('ready')
    say()
  }
  if (pending.includes(`DELIVERY echo ${count}\n`)) {
    answered = count
    delays.push(performance.now() - sentAt)
    sayLater()
  }
  pending = pending.slice(pending.lastIndexOf('\n') + 1).slice(-KEPT)
})
socket.on('error', (error) => process.send?.({ failed: error.message }))
socket.on('close', () => process.send?.({ failed: 'the echo was closed' }))
socket.write('HELLO-FROM echo\n')

process.on('message', () => {
  const waiting = answered === count ? 0 : performance.now() - sentAt
  const sorted = delays.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const worst = Math.max(waiting, ...sorted)
  process.send?.({ worst, median, late, echoes: sorted.length })
  delays = []
  late = 0
})
