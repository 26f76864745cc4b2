/** A gateway cannot join its cluster, or cannot stay in it. */
export class ClusterError extends Error {}
