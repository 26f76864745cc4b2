import type { PasswordPolicy } from '@parley/contract'
import { type SimulatedGateway, Simulation } from './simulation.ts'

export const policy: PasswordPolicy = {
  unknown: 'register',
  attempts: 3,
  lockTime: 60_000,
  lockout: 'name',
  several: false,
}

export const secret = 'correct horse'

/** Three gateways that have come up. */
export function three(seed: number, more: { loss?: number; doubles?: number } = {}) {
  const simulation = new Simulation({ seed, ...more })
  const gateways = ['a', 'b', 'c'].map((name) => simulation.gateway(name))
  simulation.pass(10)
  return { simulation, gateways }
}

/** What a gateway has that all others must have too. */
export function stateOf({ replica }: SimulatedGateway) {
  const { ports } = replica
  return {
    names: [...ports.roster.members()].map(({ name, via, peer, since }) => {
      return { name, via, peer, since }
    }),
    timeline: ports.timeline.last(10_000),
    accounts: [...ports.accounts.all()],
    nodes: replica.nodes,
  }
}
