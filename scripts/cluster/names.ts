import { endFleet, startFleet } from './fleet.ts'
import { LineClient } from './line-client.ts'

const GATEWAYS = 3

const isAnswer = (line: string) => /^> (OK - (Hello|Goodbye)|ERROR)/.test(line)

/** One name is asked for on three gateways at once, again and again: each time one must win. */
export async function tryNames(rounds: number, say: (text: string) => void): Promise<string[]> {
  const fleet = await startFleet(GATEWAYS)
  const faults: string[] = []
  const won = new Map<number, number>()
  try {
    const clients = fleet.members.map((member) => new LineClient(member.port('llp')))
    for (let round = 1; round <= rounds; round++) {
      const answers = await Promise.all(clients.map((one) => one.ask('LOGIN ann', isAnswer)))
      const winners = clients.filter((_, at) => answers[at]?.startsWith('> OK'))
      if (winners.length !== 1) faults.push(`round ${round}: ${JSON.stringify(answers)}`)
      for (const winner of winners) {
        const at = clients.indexOf(winner)
        won.set(at, (won.get(at) ?? 0) + 1)
        const left = await winner.ask('LOGOUT', isAnswer)
        if (!left?.startsWith('> OK'))
          faults.push(`round ${round}: logout: ${left}: ${fleet.members[at]?.log}`)
        winner.end()
        clients[at] = new LineClient(fleet.members[at]?.port('llp') ?? 0)
      }
      if (faults.length > 10) break
      if (round % 1000 === 0) say(`${round} rounds\n`)
    }
    for (const client of clients) client.end()
  } finally {
    await endFleet(fleet)
  }
  say(`won: ${[...won.entries()].sort().map(([at, count]) => `${at}: ${count}`)}\n`)
  return faults
}
