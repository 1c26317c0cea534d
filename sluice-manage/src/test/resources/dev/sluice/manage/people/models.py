"""The users of a site that does not use Django's own."""
import uuid

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models


class PersonManager(UserManager):
    def create_user(self, email, password):
        user = self.model(email=self.normalize_email(email))
        user.set_password(password)
        user.save()
        return user


class Person(AbstractUser):
    """Known by their address, and by a UUID; has no last name."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    username = None
    last_name = None
    email = models.EmailField(unique=True)
    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
