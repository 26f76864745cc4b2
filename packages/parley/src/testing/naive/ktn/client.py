import json, os, socket, sys, threading, time

sock = socket.create_connection((sys.argv[1], int(sys.argv[2])))


def show(message):
    message = {key.lower(): value for key, value in message.items()}
    content = message.get('content')
    if message.get('response') == 'history':
        for past in content:
            show(json.loads(past) if isinstance(past, str) else past)
    elif message.get('response') in ('message', 'msg'):
        print(f"{message.get('sender')}: {content}", flush=True)
    else:
        if isinstance(content, list):
            content = ', '.join(content)
        print(f"[{message.get('response')}] {content}", flush=True)


def listen():
    data, decoder = b'', json.JSONDecoder()
    while chunk := sock.recv(4096):
        data += chunk
        while data.strip():
            try:
                message, end = decoder.raw_decode(data.decode().lstrip())
            except ValueError:
                break
            data = data.decode().lstrip()[end:].encode()
            show(message)
    os._exit(0)


threading.Thread(target=listen, daemon=True).start()
for line in sys.stdin:
    word, _, content = line.rstrip('\n').partition(' ')
    sock.sendall(json.dumps({'request': word, 'content': content or None}).encode())
    time.sleep(0.1)
    if word == 'logout':
        break
else:
    sock.sendall(json.dumps({'request': 'logout', 'content': None}).encode())
sock.settimeout(2)
threading.Event().wait(2)
os._exit(0)
