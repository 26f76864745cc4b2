# fault: takes one recv(2048) for one request, as the original does, and leaves the rest out
# breaks: toom-1.2
import io

import common


def requests(conn):
    while data := conn.recv(2048):
        yield common.Plain(io.BytesIO(data)).load()


common.requests = requests
common.main()
