import socketserver
import sys
import threading

users = {}
lock = threading.Lock()


class Handler(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write((text + "\n").encode())

    def line(self):
        raw = self.rfile.readline()
        if not raw.endswith(b"\n"):
            raise EOFError
        return raw.decode("utf-8").rstrip("\r\n")

    def handle(self):
        self.name = None
        self.say("> OK - Welcome to the Love Letter Server")
        self.say("Supported commands are: LOGIN <user>, LOGOUT, LIST, MESSAGE <user>\n\n")
        try:
            while self.command(*self.line().rstrip().partition(" ")[::2]):
                pass
        except (EOFError, OSError, UnicodeDecodeError):
            pass
        finally:
            with lock:
                if self.name is not None:
                    del users[self.name]

    def command(self, word, name):
        if word == "LOGIN":
            self.login(name)
        elif self.name is None:
            self.unknown()
        elif word == "LOGOUT":
            self.say("> OK - Goodbye xoxo")
            return False
        elif word == "LIST":
            with lock:
                rows = ["%s:%d | %s" % (*user.client_address[:2], key) for key, user in users.items()]
            self.say("\n".join(["> OK - Data Available...", *rows]))
        elif word == "MESSAGE" and name == "":
            self.say("> ERROR - Invalid recipient username, try again")
        elif word == "MESSAGE":
            self.message(name)
        else:
            self.unknown()
        return True

    def unknown(self):
        self.say("> ERROR - Unknown Command. Check the documentation or use LOGIN <username> first.")

    def login(self, name):
        if self.name is not None:
            return self.say("> ERROR - You are already logged in")
        if not (3 <= len(name) <= 15 and name.isascii() and name.isalnum()):
            return self.say("> ERROR - Invalid username, try again")
        with lock:
            if name in users:
                return self.say("> ERROR - Username is use")
            users[name] = self
            self.name = name
        self.say("> OK - Hello " + name)

    def message(self, name):
        self.say("> OK - Send Message, end with XOXOXO")
        lines = []
        while True:
            line = self.line()
            if line.rstrip().endswith("XOXOXO"):
                break
            lines.append(line)
        last = line.rstrip()[:-6].rstrip()
        if last:
            lines.append(last)
        with lock:
            user = users.get(name)
        if user is None:
            return self.say("> ERROR - Recipient does not exist")
        text = "".join("> " + each + "\n" for each in lines)
        head = "> INBOUND MESSAGE - SENDER: %s\n> RECIPIENT: %s\n" % (self.name, name)
        try:
            user.say(head + text + "> XOXOXO\n> ")
        except OSError:
            return self.say("> ERROR - Recipient does not exist")
        self.say("> OK - Message Delivered")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(sys.argv[1]) if len(sys.argv) > 1 else 8888
with Server(("127.0.0.1", port), Handler) as server:
    print("listening on %d" % server.server_address[1], flush=True)
    server.serve_forever()
