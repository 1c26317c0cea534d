from channels.auth import login, logout
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import authenticate


class Turnstile(AsyncWebsocketConsumer):
    async def receive(self, text_data):
        words = text_data.split()
        if words[0] == "login":
            user = await database_sync_to_async(authenticate)(
                username=words[1], password=words[2]
            )
            if user is not None:
                await login(self.scope, user)
                await database_sync_to_async(self.scope["session"].save)()
        elif words[0] == "logout":
            await logout(self.scope)
            await database_sync_to_async(self.scope["session"].save)()
        await self.send("you are " + self.scope["user"].username)
