# fault: one thread writes to all with sendall, and waits for a client that does not read
# breaks: vu-2.7b
# may: vu-2.7
# slow: the kit waits for several seconds before it calls a reader one that stalls the others
import select, socket, sys

users, data = {}, {}
server = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=20)


def tell(sock, text):
    try:
        sock.sendall(text.encode() + b'\n')
    except OSError:
        pass


def one(sock, line):
    me = next((name for name, other in users.items() if other is sock), None)
    word, _, rest = line.partition(' ')
    name, _, text = rest.partition(' ')
    if me is None and word == 'HELLO-FROM':
        if rest == '' or any(sign in '!@#$%^&* ,' for sign in rest):
            return 'BAD-RQST-BODY'
        if rest in users:
            return 'IN-USE'
        users[rest] = sock
        return 'HELLO ' + rest
    if me is None or word not in ('LIST', 'SEND'):
        return 'BAD-RQST-HDR'
    if word == 'LIST':
        return 'LIST-OK ' + ','.join(users) if line == 'LIST' else 'BAD-RQST-BODY'
    if name == '' or text.strip(' ') == '':
        return 'BAD-RQST-BODY'
    if name not in users:
        return 'BAD-DEST-USER'
    tell(users[name], 'DELIVERY ' + me + ' ' + text)
    return 'SEND-OK'


while True:
    for sock in select.select([server, *data], [], [])[0]:
        if sock is server:
            data[sock.accept()[0]] = b''
            continue
        try:
            chunk = sock.recv(1024)
        except OSError:
            chunk = b''
        if chunk == b'':
            del data[sock]
            users = {name: other for name, other in users.items() if other is not sock}
            sock.close()
            continue
        data[sock] += chunk
        while b'\n' in data[sock]:
            line, data[sock] = data[sock].split(b'\n', 1)
            tell(sock, one(sock, line.decode(errors='replace')))
