# habit: asks for a name before it connects
import base_client

base_client.main()
