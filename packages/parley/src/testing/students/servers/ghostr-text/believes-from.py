# fault: believes whatever stands in FROM and BLOCKER
# breaks: ghostr-text-3.2
import common

handle = common.handle


def believe(sock, me, kind, m):
    handle(sock, m.get('FROM', m.get('BLOCKER', me)), kind, m)


common.handle = believe
common.main()
