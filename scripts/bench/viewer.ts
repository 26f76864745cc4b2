/**
 * A viewer of a gateway's feed, for the row that measures what it costs: `viewer.ts <address of the page>`.
 * Prints `looking` once the feed has begun, and `seen` once it has got a record. It reads all that comes.
 */
import { cookieOf, openSocket } from '../../packages/web/src/testing/feed-client.ts'

const page = { url: process.argv[2] ?? '' }
const socket = openSocket(page, '/feed', { cookie: await cookieOf(page) })

let state: 'waiting' | 'looking' | 'seen' = 'waiting'

function reach(next: typeof state): void {
  state = next
  process.stdout.write(`${next}\n`)
}

socket.on('message', (data) => {
  if (state === 'seen') return
  const { kind } = JSON.parse(String(data))
  if (kind === 'hello' && state === 'waiting') {
    socket.send(JSON.stringify({ kind: 'resume', after: 0 }))
    reach('looking')
  }
  if (kind === 'records') reach('seen')
})
