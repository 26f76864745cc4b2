import socket, sys, threading

users, lock = {}, threading.Lock()
BAD = set('!@#$%^&* ,')


def say(sock, text):
    sock.sendall((text + '\n').encode())


def login(sock, name):
    if not name or any(c in BAD or ord(c) < 32 for c in name):
        return say(sock, 'BAD-RQST-BODY')
    with lock:
        if name in users:
            return say(sock, 'IN-USE')
        users[name] = sock
        say(sock, 'HELLO ' + name)
    return name


def command(sock, me, line):
    word, _, rest = line.partition(' ')
    if word == 'HELLO-FROM' and me is None:
        return login(sock, rest.rstrip(' '))
    if me is None or word not in ('LIST', 'SEND'):
        say(sock, 'BAD-RQST-HDR')
    elif word == 'LIST':
        say(sock, 'LIST-OK ' + ','.join(users) if line == 'LIST' else 'BAD-RQST-BODY')
    else:
        name, _, body = rest.lstrip(' ').partition(' ')
        if not name or not body.strip(' '):
            say(sock, 'BAD-RQST-BODY')
        elif name not in users:
            say(sock, 'BAD-DEST-USER')
        else:
            with lock:
                say(users[name], 'DELIVERY ' + me + ' ' + body)
            say(sock, 'SEND-OK')
    return me


def serve(sock):
    me, data = None, b''
    try:
        while True:
            chunk = sock.recv(4096)
            if not chunk:
                break
            data += chunk
            while b'\n' in data:
                line, data = data.split(b'\n', 1)
                try:
                    text = line.decode()
                except UnicodeDecodeError:
                    say(sock, 'BAD-RQST-BODY')
                    continue
                me = command(sock, me, text)
    except OSError:
        pass
    finally:
        users.pop(me, None)
        sock.close()


listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
print('listening', listener.getsockname()[1], flush=True)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
