# fault: the sender of a message is written as it is to be shown, with a colon
# breaks: ktn-2.2f
# may: ktn-4.1a
import base_server

base_server.author = lambda name: name + ':'
base_server.main()
