# fault: seconds since 1970 as the timestamp
# breaks: ktn-2.4
import time

import base_server

base_server.stamp = time.time
base_server.main()
