/** For the tests of other packages. */
export { makeIdentity, noOpenssl } from './identity.ts'
export { Peer } from './peer.ts'
