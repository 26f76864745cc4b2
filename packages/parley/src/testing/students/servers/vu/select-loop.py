# habit: one loop with select, a dictionary of buffers, no thread
import select, socket, sys

server = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=20)
buffers = {}
names = {}


def say(sock, text):
    try:
        sock.send((text + '\n').encode())
    except OSError:
        pass


def handle(sock, line):
    words = line.split(' ', 1)
    if sock not in names:
        if words[0] != 'HELLO-FROM':
            return say(sock, 'BAD-RQST-HDR')
        name = words[1].strip() if len(words) == 2 else ''
        if not name or set(name) & set('!@#$%^&*, '):
            return say(sock, 'BAD-RQST-BODY')
        if name in names.values():
            return say(sock, 'IN-USE')
        names[sock] = name
        return say(sock, 'HELLO ' + name)
    if words[0] == 'LIST':
        if len(words) > 1:
            return say(sock, 'BAD-RQST-BODY')
        return say(sock, 'LIST-OK ' + ','.join(names.values()))
    if words[0] != 'SEND':
        return say(sock, 'BAD-RQST-HDR')
    parts = words[1].lstrip(' ').split(' ', 1) if len(words) > 1 else []
    if len(parts) < 2 or not parts[1].strip(' '):
        return say(sock, 'BAD-RQST-BODY')
    for other, name in names.items():
        if name == parts[0]:
            say(other, 'DELIVERY ' + names[sock] + ' ' + parts[1])
            return say(sock, 'SEND-OK')
    say(sock, 'BAD-DEST-USER')


while True:
    ready, _, _ = select.select([server, *buffers], [], [])
    for sock in ready:
        if sock is server:
            sock, _ = server.accept()
            buffers[sock] = b''
            continue
        try:
            data = sock.recv(4096)
        except OSError:
            data = b''
        if not data:
            del buffers[sock]
            names.pop(sock, None)
            sock.close()
            continue
        *lines, buffers[sock] = (buffers[sock] + data).split(b'\n')
        for line in lines:
            handle(sock, line.decode('utf-8', 'replace'))
