import json, os, socket, sys, threading

server = socket.create_connection((sys.argv[1], int(sys.argv[2])))
listener = socket.create_server(('', 0))
answered = threading.Event()
PRESENCE = {'login_broadcast': 'is logged in', 'logout_broadcast': 'is logged out'}


def say(action, **fields):
    data = json.dumps({'action': action, **fields}).encode()
    if len(data) > 1024:
        print('Error. Message is too long', flush=True)
        answered.set()
    else:
        server.sendall(data)


def replies():
    data, decoder = b'', json.JSONDecoder()
    while chunk := server.recv(1024):
        data += chunk
        while data:
            try:
                reply, end = decoder.raw_decode(data.decode())
            except ValueError:
                break
            data = data.decode()[end:].encode()
            yield reply


def show(reply):
    action = reply['action']
    if action in ('receive_message', 'receive_broadcast'):
        print(f"{reply['from']} : {reply['message']}", flush=True)
    elif action in PRESENCE:
        print(reply['from'], PRESENCE[action], flush=True)
    elif action == 'timeout':
        print('You are timed out', flush=True)
        os._exit(0)
    else:
        if action == 'whoelse':
            print('Currently online:', *reply['reply'], sep='\n', flush=True)
        elif reply.get('status', 'SUCCESS') != 'SUCCESS':
            print('Error.', reply['status'], flush=True)
        answered.set()


def listen():
    for reply in incoming:
        show(reply)
    os._exit(1)


incoming = replies()
name = input('Username: ')
status = ''
while status != 'SUCCESS':
    port = listener.getsockname()[1]
    say('login', username=name, password=input('Password: '), private_port=port)
    status = next(incoming)['status']
    if status not in ('SUCCESS', 'INVALID_PASSWORD'):
        sys.exit(1)
print('You are logged in', flush=True)
threading.Thread(target=listen, daemon=True).start()
for line in sys.stdin:
    words = line.rstrip('\n').split(' ', 2)
    answered.clear()
    if words[0] == 'message':
        say('message', message=words[2], user=words[1])
    elif words[0] == 'whoelse':
        say('whoelse')
    elif words[0] == 'logout':
        break
    answered.wait(10)
say('logout')
server.close()
os._exit(0)
