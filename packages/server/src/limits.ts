/** What one listener allows its peers. Sizes in bytes, times in milliseconds; 0 = no limit. */
export interface Limits {
  /** One frame before login. */
  readonly frameBeforeLogin: number
  /** Connections open at once from one address. Loopback is exempt. */
  readonly connectionsPerAddress: number
  /** New connections from one address within a minute. Loopback is exempt. */
  readonly connectsPerMinute: number
  /** Commands a peer may send at once. Loopback is exempt. */
  readonly floodBurst: number
  /** Commands a second after the burst; past it the peer is read more slowly. 0 = no limit. */
  readonly floodRate: number
  /**
   * Bytes a peer may send at once, and bytes a second after that; past it the peer is read more
   * slowly, and nothing is dropped. A rate of 0 = no limit. Loopback is exempt.
   */
  readonly floodBytesBurst: number
  readonly floodBytesRate: number
  /**
   * All connections of one address together may send so many times what the four limits above allow
   * one; past it each is read at a tenth of its own rate. 0 = no limit. Loopback is exempt.
   */
  readonly floodPerAddress: number
  /** What may wait for one receiver; at least four of its dialect's largest frames are allowed. */
  readonly waitingBytes: number
  /** The time allowed for logging in; a dialect's own time, where it has one, comes first. */
  readonly loginTime: number
  /** The time that a closing connection has to take what it is still sent. */
  readonly lingerTime: number
  /** Whether the limits that exempt loopback do so. */
  readonly exemptLoopback: boolean
}

export const defaultLimits: Limits = {
  frameBeforeLogin: 4 * 1024,
  connectionsPerAddress: 256,
  connectsPerMinute: 600,
  floodBurst: 400,
  floodRate: 200,
  floodBytesBurst: 4 * 1024 * 1024,
  floodBytesRate: 512 * 1024,
  floodPerAddress: 10,
  waitingBytes: 4 * 1024 * 1024,
  loginTime: 0,
  lingerTime: 2_000,
  exemptLoopback: true,
}
