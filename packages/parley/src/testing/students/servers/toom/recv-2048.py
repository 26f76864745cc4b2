# fault: takes one recv(2048) for one request, as the original does, and leaves the rest out
# breaks: toom-1.2
import io

import base_server


def requests(conn):
    while data := conn.recv(2048):
        yield base_server.Plain(io.BytesIO(data)).load()


base_server.requests = requests
base_server.main()
