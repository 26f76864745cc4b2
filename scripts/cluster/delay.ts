import { endFleet, startFleet } from './fleet.ts'
import { LineClient } from './line-client.ts'

const MESSAGES = 2_000
const SENDERS = 50
const SECONDS = 5

const isAnswer = (line: string) => /^(HELLO |IN-USE|SEND-OK|BAD-)/.test(line)

/** The delay of one message between two gateways, and how many a second the log takes. */
export async function measureDelay(say: (text: string) => void): Promise<readonly string[]> {
  const fleet = await startFleet(2)
  const [here, there] = fleet.members
  try {
    if (here === undefined || there === undefined) throw new Error('two gateways are needed')
    const ann = new LineClient(here.port('vu'))
    const bob = new LineClient(there.port('vu'))
    await ann.ask('HELLO-FROM ann', isAnswer)
    await bob.ask('HELLO-FROM bob', isAnswer)
    const delays: number[] = []
    for (let count = 0; count < MESSAGES; count++) {
      const since = performance.now()
      void ann.ask(`SEND bob ${count}`, isAnswer)
      await bob.next((line) => line === `DELIVERY ann ${count}`)
      delays.push(performance.now() - since)
    }
    delays.sort((one, other) => one - other)
    const at = (part: number) => delays[Math.floor(delays.length * part)]?.toFixed(2)
    say(`from client to client over two gateways: median ${at(0.5)} ms, 99 % ${at(0.99)} ms\n`)
    say(`${await accepted([here.port('vu'), there.port('vu')])} messages a second accepted\n`)
  } finally {
    await endFleet(fleet)
  }
  return []
}

/** Many send to one who is online, one message under way each. */
async function accepted(ports: readonly number[]): Promise<number> {
  const end = performance.now() + SECONDS * 1000
  let count = 0
  const send = async (at: number) => {
    const client = new LineClient(ports[at % ports.length] ?? 0)
    await client.ask(`HELLO-FROM user${at}`, isAnswer)
    while (performance.now() < end) {
      if (await client.ask('SEND bob hello', isAnswer)) count += 1
    }
    client.end()
  }
  await Promise.all(Array.from({ length: SENDERS }, (_, at) => send(at)))
  return Math.round(count / SECONDS)
}
