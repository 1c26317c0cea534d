from asgiref.sync import async_to_sync
from channels.auth import login, logout
from channels.generic.websocket import WebsocketConsumer
from django.contrib.auth import authenticate


class Turnstile(WebsocketConsumer):
    def receive(self, text_data):
        words = text_data.split()
        if words[0] == "login":
            user = authenticate(username=words[1], password=words[2])
            if user is not None:
                async_to_sync(login)(self.scope, user)
                self.scope["session"].save()
        elif words[0] == "logout":
            async_to_sync(logout)(self.scope)
            self.scope["session"].save()
        self.send("you are " + self.scope["user"].username)
