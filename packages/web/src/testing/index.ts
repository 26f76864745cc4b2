/** For tests of what shows the feed of a gateway. */
export { FeedClient, openFeed } from './feed-client.ts'
