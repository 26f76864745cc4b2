import json, re, socket, sys, threading, time

clients, history, lock = {}, [], threading.RLock()
HELP = 'login <name>, logout, msg <text>, names, help'


def pack(sender, response, content):
    now = time.strftime('%Y-%m-%dT%H:%M:%S')
    return {'timestamp': now, 'sender': sender, 'response': response, 'content': content}


def send(sock, message):
    try:
        sock.sendall(json.dumps(message).encode())
    except OSError:
        pass


def to_all(message):
    for sock in list(clients):
        send(sock, message)


def answer(sock, word, content):
    if word == 'help':
        return pack('server', 'info', HELP)
    if word == 'login' and sock not in clients:
        if not isinstance(content, str) or not re.fullmatch('[A-Za-z0-9]{1,64}', content.rstrip()):
            return pack('server', 'error', 'Invalid username')
        if content.rstrip() in clients.values():
            return pack('server', 'error', 'Username taken')
        to_all(pack('server', 'info', content.rstrip() + ' has logged in'))
        clients[sock] = content.rstrip()
        send(sock, pack('server', 'info', 'Login successful'))
        return pack('server', 'history', [json.dumps(message) for message in history[-20:]])
    if sock not in clients:
        return pack('server', 'error', 'Not logged in')
    if word == 'names':
        return pack('server', 'info', ', '.join(clients.values()))
    if word == 'logout':
        name = clients.pop(sock)
        to_all(pack('server', 'info', name + ' has logged out'))
        return pack('server', 'info', 'Logout successful')
    if word == 'msg' and isinstance(content, str):
        if not content.strip():
            return pack('server', 'error', 'Message is empty')
        history.append(pack(clients[sock], 'message', content.rstrip()))
        return to_all(history[-1])
    return pack('server', 'error', 'Malformed request' if word in ('msg', None) else 'Unknown request')


def serve(sock):
    data, decoder = b'', json.JSONDecoder()
    try:
        while chunk := sock.recv(4096):
            data += chunk
            while data.strip(b' \t\r\n\0'):
                data = data.lstrip(b' \t\r\n\0')
                try:
                    request, end = decoder.raw_decode(data.decode())
                except ValueError:
                    break
                data = data.decode()[end:].encode()
                with lock:
                    message = answer(sock, request.get('request'), request.get('content'))
                    if message:
                        send(sock, message)
    except OSError:
        pass
    with lock:
        name = clients.pop(sock, None)
        if name:
            to_all(pack('server', 'info', name + ' has logged out'))
    sock.close()


listener = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=50)
print('listening on', listener.getsockname()[1], flush=True)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
