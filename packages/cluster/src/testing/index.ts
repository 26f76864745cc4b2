/** For the tests of other packages. */
export { Lease } from '../lease.ts'
export { NatsLink } from '../nats-link.ts'
export { LocalLog } from './local-log.ts'
