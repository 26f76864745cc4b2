import socket
import sys
import threading

host, port = sys.argv[1], int(sys.argv[2])
link = socket.create_connection((host, port))
asked = threading.Event()


def say(line):
    link.sendall((line + "\n").encode("utf-8"))


def listen():
    head = None
    for raw in link.makefile("rb"):
        line = raw.decode("utf-8").rstrip("\r\n")
        if line.startswith("> INBOUND MESSAGE - SENDER: "):
            head, text = line[28:], []
        elif head is None:
            if line not in ("", "> "):
                print(line)
            if line.startswith("> OK - Send Message") or line.startswith("> ERROR"):
                asked.set()
        elif line.startswith("> RECIPIENT: "):
            pass
        elif line.rstrip().endswith("XOXOXO"):
            last = line[2:].rstrip()[:-6].rstrip()
            print("from %s: %s" % (head, "\n".join(text + ([last] if last else []))))
            head = None
        else:
            text.append(line[2:])


thread = threading.Thread(target=listen, daemon=True)
thread.start()
try:
    while True:
        line = input()
        word = line.split(" ")[0]
        asked.clear()
        say(line)
        if word == "MESSAGE" and asked.wait(5):
            while not line.endswith("XOXOXO"):
                line = input()
                say(line or "")
        if word == "LOGOUT":
            break
except EOFError:
    say("LOGOUT")
thread.join(5)
