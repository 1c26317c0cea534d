from channels.generic.websocket import AsyncJsonWebsocketConsumer


class WhoamiConsumer(AsyncJsonWebsocketConsumer):
    """Says once who is there."""

    async def connect(self):
        await self.accept()
        await self.send_json({"username": self.scope["user"].get_username()})
