# fault: writes a file that comes under the path that its label has behind the sender's name
# breaks: toom-5.3
import base_client


def save(label, data):
    with open(label.split('_', 1)[1], 'wb') as file:
        file.write(data)


base_client.save = save
base_client.main()
