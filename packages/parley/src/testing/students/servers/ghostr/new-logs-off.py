# fault: a new account logs everybody else off
# breaks: ghostr-2.3a
import socket

import base_server

create = base_server.create


def create_alone(name, password):
    create(name, password)
    for conn, port in base_server.online.values():
        conn.shutdown(socket.SHUT_RDWR)


base_server.create = create_alone
base_server.main()
