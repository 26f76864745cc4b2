import json, os, socket, sys, threading, time

sock = socket.create_connection((sys.argv[1], int(sys.argv[2])))


def send(request, content=None):
    sock.sendall(json.dumps({'request': request, 'content': content}).encode())


def show(text):
    print(text, flush=True)


def display(message):
    response, content = message['response'], message['content']
    if response == 'history':
        for past in content:
            display(json.loads(past) if isinstance(past, str) else past)
    elif response == 'message':
        show(f'{message["sender"]}: {content}')
    else:
        show(f'[{response}] {content}')


def responses():
    data, decoder = '', json.JSONDecoder()
    while chunk := sock.recv(4096):
        data += chunk.decode('latin-1')
        while data := data.lstrip():
            try:
                end = decoder.raw_decode(data)[1]
            except ValueError:
                break
            yield json.loads(data[:end].encode('latin-1'))
            data = data[end:]


def listen():
    for message in responses():
        display(message)
    os._exit(0)


def goodbye():
    send('logout')
    time.sleep(0.5)


def main():
    threading.Thread(target=listen, daemon=True).start()
    for line in sys.stdin:
        request, _, content = line.rstrip('\n').partition(' ')
        if request == 'logout':
            break
        send(request, content or None)
        time.sleep(0.1)
    goodbye()
    os._exit(0)
