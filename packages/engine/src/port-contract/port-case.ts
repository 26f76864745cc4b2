import type { Ports } from '../ports.ts'

/** One thing that every implementation of the ports must do. `check` throws where it does not. */
export interface PortCase {
  readonly title: string
  check(ports: Ports): void
}
