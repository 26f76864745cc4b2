# habit: does not look whether a read is empty, and reads a closed connection for ever
# noticed: it uses a whole processor
import base_server


def reads(sock):
    while True:
        data = sock.recv(8192)
        if not data:
            base_server.clients.pop(sock, None)
        yield data


base_server.reads = reads
base_server.main()
