import json, re, socket, sys, threading, time

clients, history, lock = {}, [], threading.RLock()


def stamp():
    return time.strftime('%Y-%m-%dT%H:%M:%S')


def pack(response, content, sender='server'):
    return {'timestamp': stamp(), 'sender': sender, 'response': response, 'content': content}


def encode(message):
    return json.dumps(message).encode()


def lost(sock, error):
    pass


def send(sock, message):
    try:
        sock.sendall(encode(message))
    except OSError as error:
        lost(sock, error)


def past():
    return pack('history', [json.dumps(message) for message in history])


def welcome(sock):
    send(sock, pack('info', 'Login successful'))
    send(sock, past())


def login(sock, name):
    if sock in clients:
        return send(sock, pack('error', 'Already logged in'))
    if not isinstance(name, str) or not re.fullmatch('[A-Za-z0-9]+', name):
        return send(sock, pack('error', 'Invalid username'))
    if name in clients.values():
        return send(sock, pack('error', 'Username taken'))
    clients[sock] = name
    welcome(sock)


def author(name):
    return name


def readers(sock):
    return list(clients)


def handle(sock, request, content):
    if request == 'login':
        login(sock, content)
    elif request == 'help':
        send(sock, pack('info', 'The requests are login, logout, msg, names and help'))
    elif sock not in clients:
        send(sock, pack('error', 'Not logged in'))
    elif request == 'names':
        send(sock, pack('info', ', '.join(clients.values())))
    elif request == 'logout':
        del clients[sock]
        send(sock, pack('info', 'Logout successful'))
    elif request == 'msg' and isinstance(content, str):
        history.append(pack('message', content, author(clients[sock])))
        for other in readers(sock):
            send(other, history[-1])
    else:
        send(sock, pack('error', 'Unknown request'))


def reads(sock):
    while data := sock.recv(8192):
        yield data


def forget(sock):
    with lock:
        clients.pop(sock, None)


def serve(sock):
    text, decoder = '', json.JSONDecoder()
    try:
        for data in reads(sock):
            text += data.decode('utf-8', 'replace')
            while text := text.lstrip():
                try:
                    payload, end = decoder.raw_decode(text)
                except ValueError:
                    break
                text = text[end:]
                with lock:
                    handle(sock, payload.get('request'), payload.get('content'))
    except OSError:
        pass
    forget(sock)
    sock.close()


def main():
    listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
