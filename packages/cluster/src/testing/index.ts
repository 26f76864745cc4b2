/** For the tests of other packages. */
export { LocalLog } from './local-log.ts'
