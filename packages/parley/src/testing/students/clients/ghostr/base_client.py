import json, os, socket, sys, threading

server = socket.create_connection((sys.argv[1], int(sys.argv[2])))
private = socket.create_server(('127.0.0.1', 0))
answered = threading.Event()


def send(action, **fields):
    data = json.dumps({'action': action, **fields}).encode()
    if len(data) > 1024:
        print('That is too long.', flush=True)
        return answered.set()
    server.sendall(data)


def replies():
    data, decoder = '', json.JSONDecoder()
    while chunk := server.recv(1024):
        data += chunk.decode('latin-1')
        while data:
            try:
                end = decoder.raw_decode(data)[1]
            except ValueError:
                break
            yield json.loads(data[:end].encode('latin-1'))
            data = data[end:].lstrip()


def show(text):
    print(text, flush=True)


def display(reply):
    action = reply['action']
    if action.startswith('receive_'):
        return show(f"{reply['from']} : {reply['message']}")
    if action in ('login_broadcast', 'logout_broadcast'):
        return show(f"{reply['from']} is logged {'in' if 'login' in action else 'out'}")
    if action == 'timeout':
        show('You are timed out')
        os._exit(0)
    if action == 'whoelse':
        show('\n'.join(['Currently online:', *reply['reply']]))
    elif reply.get('status', 'SUCCESS') != 'SUCCESS':
        show('Error. ' + reply['status'])
    answered.set()


def listen():
    for reply in incoming:
        display(reply)
    os._exit(1)


def login():
    name = input('Username: ')
    while True:
        send('login', username=name, password=input('Password: '), private_port=private.getsockname()[1])
        status = next(incoming)['status']
        if status == 'SUCCESS':
            return show('You are logged in')
        refused(status)


def refused(status):
    show(status)
    if status != 'INVALID_PASSWORD':
        sys.exit(1)


def main():
    global incoming
    incoming = replies()
    login()
    threading.Thread(target=listen, daemon=True).start()
    for line in sys.stdin:
        word, _, rest = line.rstrip('\n').partition(' ')
        answered.clear()
        if word == 'logout':
            break
        if word == 'message':
            user, _, text = rest.partition(' ')
            send('message', message=text, user=user)
        elif word == 'whoelse':
            send('whoelse')
        answered.wait(5)
    send('logout')
    server.close()
    os._exit(0)
