# fault: a new account logs everybody else off
# breaks: ghostr-4.1
# may: ghostr-3.1 ghostr-3.1a ghostr-4.1a ghostr-4.3 ghostr-4.3a ghostr-4.4 ghostr-2.2f
import socket

import base_server

create = base_server.create


def create_alone(name, password):
    create(name, password)
    for conn, port in base_server.online.values():
        conn.shutdown(socket.SHUT_RDWR)


base_server.create = create_alone
base_server.main()
