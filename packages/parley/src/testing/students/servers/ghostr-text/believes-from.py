# fault: believes whatever stands in FROM and BLOCKER
# breaks: ghostr-text-3.2
import base_server

handle = base_server.handle


def believe(sock, me, kind, m):
    handle(sock, m.get('FROM', m.get('BLOCKER', me)), kind, m)


base_server.handle = believe
base_server.main()
