# fault: serves one connection until it ends, and only then the next one
# breaks: vu-2.2
# may: vu-3.1a vu-3.1b vu-3.3 vu-3.3a vu-3.8
# noticed: you serve one client at a time
# slow: each check waits for answers that do not come
import socket, sys

users = []
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(('127.0.0.1', int(sys.argv[1])))
server.listen(20)


def answer(name, line):
    words = line.split(' ', 2)
    if name is None:
        return 'BAD-RQST-HDR'
    if words[0] == 'LIST':
        return 'LIST-OK ' + ','.join(users) if len(words) == 1 else 'BAD-RQST-BODY'
    if words[0] != 'SEND':
        return 'BAD-RQST-HDR'
    if len(words) < 3 or words[1] == '' or words[2].strip() == '':
        return 'BAD-RQST-BODY'
    if words[1] not in users:
        return 'BAD-DEST-USER'
    return 'SEND-OK\nDELIVERY ' + name + ' ' + words[2]


while True:
    conn, addr = server.accept()
    name = None
    try:
        for raw in conn.makefile('rb'):
            line = raw.decode(errors='replace').rstrip('\n')
            if name is None and line.split(' ')[0] == 'HELLO-FROM':
                wanted = line[11:]
                if wanted == '' or any(sign in wanted for sign in ' ,!@#$%^&*'):
                    text = 'BAD-RQST-BODY'
                else:
                    name = wanted
                    users.append(name)
                    text = 'HELLO ' + name
            else:
                text = answer(name, line)
            conn.sendall((text + '\n').encode())
    except OSError:
        pass
    if name is not None:
        users.remove(name)
    conn.close()
