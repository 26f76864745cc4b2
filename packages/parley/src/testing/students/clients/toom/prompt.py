# habit: prompt and answer stand on the same line of its output
import base_client

base_client.main()
