# fault: takes one read for one object; what is cut or joined is no JSON, and is left out
# breaks: ghostr-1.2
import json

import base_server


def requests(conn):
    while data := conn.recv(1024):
        try:
            yield json.loads(data)
        except ValueError:
            print('no JSON:', data)


base_server.requests = requests
base_server.main()
