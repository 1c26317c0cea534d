from channels.auth import AuthMiddlewareStack
from channels.exceptions import DenyConnection
from channels.generic.websocket import WebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path


class FrontConsumer(WebsocketConsumer):
    def connect(self):
        if self.scope["user"].is_anonymous:
            raise DenyConnection
        self.accept()
        self.send(text_data="hello " + self.scope["user"].username)


application = ProtocolTypeRouter(
    {
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter([path("frontend/", FrontConsumer.as_asgi())]))
        ),
    }
)
