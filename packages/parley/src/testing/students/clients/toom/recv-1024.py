# fault: takes one recv(1024) for one reply
# breaks: toom-1.5c
# may: toom-1.1a toom-1.2a
import io

import base_client

base_client.receive = lambda: base_client.Plain(io.BytesIO(base_client.server.recv(1024))).load()
base_client.main()
