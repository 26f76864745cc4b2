# fault: a connection on which nobody logged in ends the server, which looks for the name of its user
# may: vu-2.3b vu-2.7
# noticed: it has ended
# unsettled: it ends a moment after each check, and which rule is named for that differs from run to run
import select, socket, sys

server = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=20)
sockets = {server: b''}
users = {}


def name_of(sock):
    return [name for name in users if users[name] == sock][0]


def send(sock, text):
    try:
        sock.sendall(text.encode() + b'\n')
    except OSError:
        pass


def login(sock, line):
    if not line.startswith('HELLO-FROM'):
        return 'BAD-RQST-HDR'
    name = line[11:]
    if name == '' or any(sign in name for sign in '!@#$%^&* ,'):
        return 'BAD-RQST-BODY'
    if name in users:
        return 'IN-USE'
    users[name] = sock
    return 'HELLO ' + name


def command(me, line):
    words = line.split(' ', 2)
    if words[0] == 'LIST':
        return 'LIST-OK ' + ','.join(users) if line == 'LIST' else 'BAD-RQST-BODY'
    if words[0] != 'SEND':
        return 'BAD-RQST-HDR'
    if len(words) != 3 or not words[1] or not words[2].strip(' '):
        return 'BAD-RQST-BODY'
    if words[1] not in users:
        return 'BAD-DEST-USER'
    send(users[words[1]], f'DELIVERY {me} {words[2]}')
    return 'SEND-OK'


while True:
    ready, _, _ = select.select(list(sockets), [], [])
    for sock in ready:
        if sock == server:
            sockets[sock.accept()[0]] = b''
            continue
        try:
            data = sock.recv(4096)
        except ConnectionError:
            data = b''
        if data == b'':
            del sockets[sock], users[name_of(sock)]
            sock.close()
            continue
        lines = (sockets[sock] + data).split(b'\n')
        sockets[sock] = lines.pop()
        for line in lines:
            text = line.decode(errors='replace')
            send(sock, command(name_of(sock), text) if sock in users.values() else login(sock, text))
