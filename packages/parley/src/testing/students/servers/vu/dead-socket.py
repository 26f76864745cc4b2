# fault: nothing catches an error of a socket in the one loop, and a reset ends the whole server
# breaks: vu-2.7
import selectors, socket, sys

sel = selectors.DefaultSelector()
users = {}


def write(conn, text):
    conn.sendall(text.encode() + b'\n')


def process(conn, state, line):
    head, _, body = line.partition(' ')
    me = state['name']
    if me is None and head == 'HELLO-FROM':
        if not body or any(x in body for x in '!@#$%^&* ,'):
            write(conn, 'BAD-RQST-BODY')
        elif body in users:
            write(conn, 'IN-USE')
        else:
            state['name'] = body
            users[body] = conn
            write(conn, 'HELLO ' + body)
    elif me is None or head not in ('LIST', 'SEND'):
        write(conn, 'BAD-RQST-HDR')
    elif head == 'LIST':
        write(conn, 'LIST-OK ' + ','.join(users) if line == 'LIST' else 'BAD-RQST-BODY')
    else:
        to, _, text = body.partition(' ')
        if not to or not text.strip(' '):
            write(conn, 'BAD-RQST-BODY')
        elif to not in users:
            write(conn, 'BAD-DEST-USER')
        else:
            write(users[to], f'DELIVERY {me} {text}')
            write(conn, 'SEND-OK')


def readable(conn, state):
    data = conn.recv(65536)
    if not data:
        users.pop(state['name'], None)
        sel.unregister(conn)
        conn.close()
        return
    state['data'] += data
    while b'\n' in state['data']:
        line, state['data'] = state['data'].split(b'\n', 1)
        process(conn, state, line.decode('utf-8', 'replace'))


listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
sel.register(listener, selectors.EVENT_READ)
while True:
    for key, _ in sel.select():
        if key.fileobj is listener:
            conn, _ = listener.accept()
            sel.register(conn, selectors.EVENT_READ, {'name': None, 'data': b''})
        else:
            readable(key.fileobj, key.data)
