/** For the tests of other packages. */
export { makeIdentity, noOpenssl } from './identity.ts'
