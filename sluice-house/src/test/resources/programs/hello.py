from channels.generic.websocket import WebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import path


class HelloConsumer(WebsocketConsumer):
    def connect(self):
        self.accept()
        self.send(text_data="hello")

    def receive(self, text_data):
        self.send(text_data=text_data)


application = ProtocolTypeRouter(
    {"websocket": URLRouter([path("hello/", HelloConsumer.as_asgi())])}
)
