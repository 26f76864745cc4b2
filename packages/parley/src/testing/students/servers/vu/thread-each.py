# habit: a thread for each connection, and one lock around everything that is shared
import socket, sys, threading

users = {}
lock = threading.Lock()


def reply(conn, text):
    conn.sendall((text + '\n').encode())


def login(conn, name):
    name = name.rstrip(' ')
    if name == '' or any(sign in ' ,!@#$%^&*' or ord(sign) < 32 for sign in name):
        reply(conn, 'BAD-RQST-BODY')
    elif name in users:
        reply(conn, 'IN-USE')
    else:
        users[name] = conn
        reply(conn, 'HELLO ' + name)
        return name


def command(conn, me, line):
    word, _, rest = line.partition(' ')
    if line == 'LIST':
        reply(conn, 'LIST-OK ' + ','.join(users))
    elif word == 'LIST':
        reply(conn, 'BAD-RQST-BODY')
    elif word == 'SEND':
        to, _, text = rest.lstrip(' ').partition(' ')
        if to == '' or text.strip(' ') == '':
            reply(conn, 'BAD-RQST-BODY')
        elif to not in users:
            reply(conn, 'BAD-DEST-USER')
        else:
            reply(users[to], 'DELIVERY ' + me + ' ' + text)
            reply(conn, 'SEND-OK')
    else:
        reply(conn, 'BAD-RQST-HDR')


def client(conn):
    me = None
    try:
        for raw in conn.makefile('rb'):
            try:
                line = raw.decode().rstrip('\n')
            except UnicodeDecodeError:
                reply(conn, 'BAD-RQST-BODY')
                continue
            with lock:
                if me is not None:
                    command(conn, me, line)
                elif line.split(' ')[0] == 'HELLO-FROM':
                    me = login(conn, line[11:])
                else:
                    reply(conn, 'BAD-RQST-HDR')
    except OSError:
        pass
    with lock:
        users.pop(me, None)
    conn.close()


server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    conn, address = server.accept()
    threading.Thread(target=client, args=(conn,), daemon=True).start()
