# habit: an author is not sent what they have said, as the paper of 2015 allows
# options: { "edition": 2015 }
import base_server

base_server.readers = lambda sock: [other for other in base_server.clients if other is not sock]
base_server.main()
