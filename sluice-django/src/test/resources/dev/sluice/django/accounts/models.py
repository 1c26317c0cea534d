"""The users of three sites that do not use Django's own."""
import uuid

from django.contrib.auth.models import AbstractBaseUser, AbstractUser, BaseUserManager
from django.db import models


class EmailManager(BaseUserManager):
    def create_user(self, email, password, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user


class Person(AbstractUser):
    """Known by their address, and by a UUID."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    username = None
    email = models.EmailField(unique=True)
    objects = EmailManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []


class MemberManager(BaseUserManager):
    def create_user(self, phone, password):
        user = self.model(phone=phone)
        user.set_password(password)
        user.save()
        return user


class Member(AbstractBaseUser):
    """Has a number, a phone and nothing else."""

    number = models.BigAutoField(primary_key=True)
    phone = models.CharField(max_length=40, unique=True)
    objects = MemberManager()
    USERNAME_FIELD = "phone"
