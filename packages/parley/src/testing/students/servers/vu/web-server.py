# fault: a web server, which answers what it does not understand as HTTP does
# noticed: you speak HTTP
import http.server, sys

http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
