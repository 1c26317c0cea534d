from channels.db import database_sync_to_async
from channels.exceptions import DenyConnection
from channels.generic.websocket import JsonWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.contrib.auth.models import AnonymousUser
from django.core.asgi import get_asgi_application
from django.urls import path
from rest_framework.authtoken.models import Token
from rest_framework.authtoken.views import obtain_auth_token


@database_sync_to_async
def find_user(key):
    token = Token.objects.select_related("user").filter(key=key).first()
    return token.user if token else AnonymousUser()


class UserFromToken:
    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        header = dict(scope["headers"]).get(b"authorization", b"").decode()
        scope["user"] = await find_user(header.removeprefix("Token "))
        return await self.inner(scope, receive, send)


class ShoutConsumer(JsonWebsocketConsumer):
    def connect(self):
        if self.scope["user"].is_anonymous:
            raise DenyConnection
        self.accept()

    def receive_json(self, content):
        self.send_json({"user": self.scope["user"].username, "text": content["text"]})


urlpatterns = [path("login/", obtain_auth_token)]

application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": UserFromToken(
            URLRouter([path("shout/", ShoutConsumer.as_asgi())])
        ),
    }
)
