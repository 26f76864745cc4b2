# habit: what is written waits in a queue, which a thread empties every half second, an object a send
# slow: a reply takes half a second
import threading, time

import base_server

queue = []
send = base_server.send


def flush():
    while True:
        time.sleep(0.5)
        while queue:
            conn, action, fields = queue.pop(0)
            send(conn, action, **fields)
            time.sleep(0.02)


def hang_up(conn):
    time.sleep(1)
    conn.close()


base_server.hang_up = hang_up
base_server.send = lambda conn, action, **fields: queue.append((conn, action, fields))
threading.Thread(target=flush, daemon=True).start()
base_server.main()
