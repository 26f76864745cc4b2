# habit: the sockets do not block, and one loop looks at all of them and then sleeps; answers come late
# slow: each answer takes a second
import socket, sys, time

server = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=20)
server.setblocking(False)
clients, inbox, outbox = {}, {}, {}


def handle(sock, line):
    me, (word, _, rest) = clients[sock], line.partition(' ')
    users = {name: other for other, name in clients.items() if name}
    if me is None:
        if word != 'HELLO-FROM':
            return 'BAD-RQST-HDR'
        if not rest or any(c in '!@#$%^&* ,' for c in rest):
            return 'BAD-RQST-BODY'
        if rest in users:
            return 'IN-USE'
        clients[sock] = rest
        return 'HELLO ' + rest
    if word == 'LIST':
        return 'BAD-RQST-BODY' if line != 'LIST' else 'LIST-OK ' + ','.join(users)
    if word == 'SEND':
        to, _, text = rest.partition(' ')
        if not to or not text.strip(' '):
            return 'BAD-RQST-BODY'
        if to not in users:
            return 'BAD-DEST-USER'
        outbox[users[to]] += f'DELIVERY {me} {text}\n'.encode()
        return 'SEND-OK'
    return 'BAD-RQST-HDR'


while True:
    try:
        while True:
            sock, _ = server.accept()
            sock.setblocking(False)
            clients[sock], inbox[sock], outbox[sock] = None, b'', b''
    except BlockingIOError:
        pass
    for sock in list(clients):
        try:
            data = sock.recv(1 << 20)
            *lines, inbox[sock] = (inbox[sock] + data).split(b'\n')
            for line in lines:
                answer = handle(sock, line.decode(errors='replace'))
                outbox[sock] += (answer + '\n').encode()
            gone = not data
        except BlockingIOError:
            gone = False
        except OSError:
            gone = True
        if gone:
            del clients[sock]
            sock.close()
    for sock in clients:
        try:
            outbox[sock] = outbox[sock][sock.send(outbox[sock]):]
        except OSError:
            pass
    time.sleep(1)
