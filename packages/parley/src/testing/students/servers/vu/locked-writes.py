# fault: a thread for each client, and one lock that is held while it writes: who reads nothing stops all
# breaks: vu-2.7b
import socket, sys, threading

users = {}
lock = threading.Lock()


def answer(sock, text):
    sock.sendall((text + '\n').encode())


def serve(sock):
    name = None
    for line in sock.makefile(encoding='utf-8', newline='\n'):
        if not line.endswith('\n'):
            break
        line = line.rstrip('\n').removesuffix('\r')
        word, _, rest = line.partition(' ')
        with lock:
            if name is None:
                if word != 'HELLO-FROM':
                    answer(sock, 'BAD-RQST-HDR')
                elif not rest or any(sign in rest for sign in '!@#$%^&*, '):
                    answer(sock, 'BAD-RQST-BODY')
                elif rest in users:
                    answer(sock, 'IN-USE')
                else:
                    name = rest
                    users[name] = sock
                    answer(sock, 'HELLO ' + name)
            elif line == 'LIST':
                answer(sock, 'LIST-OK ' + ','.join(users))
            elif word == 'LIST':
                answer(sock, 'BAD-RQST-BODY')
            elif word == 'SEND':
                to, _, body = rest.partition(' ')
                if not to or not body.strip():
                    answer(sock, 'BAD-RQST-BODY')
                elif to not in users:
                    answer(sock, 'BAD-DEST-USER')
                else:
                    answer(sock, 'SEND-OK')
                    try:
                        answer(users[to], f'DELIVERY {name} {body}')
                    except OSError:
                        pass
            else:
                answer(sock, 'BAD-RQST-HDR')
    return name


def client(sock):
    name = None
    try:
        serve(sock)
    except (OSError, UnicodeDecodeError):
        pass
    with lock:
        for name in [name for name, other in users.items() if other is sock]:
            del users[name]
    sock.close()


server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    sock, _ = server.accept()
    threading.Thread(target=client, args=(sock,), daemon=True).start()
