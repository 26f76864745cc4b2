# fault: an author is not sent what they have said
# breaks: ktn-2.4a
import base_server

base_server.readers = lambda sock: [other for other in base_server.clients if other is not sock]
base_server.main()
