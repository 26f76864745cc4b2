# habit: seconds since 1970 as the timestamp, and the history as objects, as the paper of 2015 allows
# options: { "edition": 2015 }
import time

import base_server

base_server.stamp = time.time
base_server.past = lambda: base_server.pack('history', base_server.history)
base_server.main()
