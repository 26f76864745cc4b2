# fault: takes one recv(1024) for one reply
# breaks: toom-1.5c
# may: toom-1.1a toom-1.2a
import io

import common

common.receive = lambda: common.Plain(io.BytesIO(common.server.recv(1024))).load()
common.main()
