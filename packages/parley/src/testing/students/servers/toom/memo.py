# habit: pickles as its own Python writes them, in protocol 4 with a frame and a memo
import pickle

import base_server

base_server.dumps = lambda kind, body: pickle.dumps({'type': kind, 'body': body})
base_server.main()
