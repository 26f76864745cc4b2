export { type LiveNode, type LocalGateway, Replica } from './replica.ts'
export { SharedEngine } from './shared-engine.ts'
