# fault: nobody is removed but by logout, and a message to somebody who has vanished ends the server
# noticed: it has ended
# may: ktn-3.13 ktn-3.13a
import os

import base_server


def lost(sock, error):
    print('cannot send to', base_server.clients.get(sock), error)
    os._exit(1)


base_server.lost = lost
base_server.forget = lambda sock: None
base_server.main()
