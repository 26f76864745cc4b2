# habit: a name stays in the list after its connection has ended, as with the original
# may: llp-3.11
import socket

import base_server


def deliver(name, text):
    try:
        base_server.users[name][0].sendall(text.encode())
    except OSError:
        pass


base_server.entry = lambda conn: (conn, '%s:%s' % conn.getpeername())
base_server.place = lambda conn, at: at
base_server.deliver = deliver
base_server.leave = lambda conn: conn.shutdown(socket.SHUT_RDWR)
base_server.gone = lambda conn, name: None
base_server.main()
