# fault: the socket that is served is closed as soon as its thread is started
# noticed: you close each connection at once
import socket, sys, threading


def serve(conn):
    try:
        for raw in conn.makefile('rb'):
            conn.sendall(b'HELLO ' + raw[11:])
    except OSError:
        pass


server = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=20)
while True:
    conn, _ = server.accept()
    threading.Thread(target=serve, args=(conn,), daemon=True)
    conn.shutdown(socket.SHUT_RDWR)
    conn.close()
