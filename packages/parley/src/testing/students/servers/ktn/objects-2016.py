# fault: the history is a list of objects, where the paper asks for strings
# breaks: ktn-2.4b
# options: { "edition": 2016 }
import base_server

base_server.past = lambda: base_server.pack('history', base_server.history)
base_server.main()
