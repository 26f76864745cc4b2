/** For the tests of other packages. */
export { NatsLink } from '../nats-link.ts'
export { LocalLog } from './local-log.ts'
