from channels.db import database_sync_to_async
from django.contrib.auth.models import AnonymousUser, User


@database_sync_to_async
def find_user(key):
    try:
        return User.objects.get(pk=key)
    except User.DoesNotExist:
        return AnonymousUser()


class UserFromQuery:
    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        scope["user"] = await find_user(int(scope["query_string"]))
        return await self.inner(scope, receive, send)
