# habit: an empty line after each response, for reading it in telnet
import json, re, socket, sys, threading, time

clients, history, lock = {}, [], threading.RLock()


def pack(response, content, sender='server'):
    return {'timestamp': time.strftime('%Y-%m-%dT%H:%M:%S'), 'sender': sender, 'response': response, 'content': content}


def send(sock, message):
    try:
        sock.sendall(json.dumps(message).encode() + b'\n\n')
    except OSError:
        pass


def login(sock, name):
    if sock in clients:
        return send(sock, pack('error', 'Already logged in'))
    if not isinstance(name, str) or not re.fullmatch('[A-Za-z0-9]+', name):
        return send(sock, pack('error', 'Invalid username'))
    if name in clients.values():
        return send(sock, pack('error', 'Username taken'))
    clients[sock] = name
    send(sock, pack('info', 'Login successful'))
    send(sock, pack('history', [json.dumps(message) for message in history]))


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
        history.append(pack('message', content, clients[sock]))
        for other in list(clients):
            send(other, history[-1])
    else:
        send(sock, pack('error', 'Unknown request'))


def serve(sock):
    text, decoder = '', json.JSONDecoder()
    try:
        while data := sock.recv(8192):
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
    with lock:
        clients.pop(sock, None)
    sock.close()


listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
