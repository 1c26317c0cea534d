"""Django's own hashers: a JSON list of {"verb", "password", "encoded"} in, a list of answers out.

scrypt, which this Django may be too old for, is done by hashlib (OpenSSL), as newer ones do.
"""
import base64
import crypt
import hashlib
import json
import sys

import argon2
import django
from django.conf import settings

NAMES = [
    "PBKDF2", "PBKDF2SHA1", "Argon2", "BCryptSHA256", "BCrypt",
    "MD5", "SHA1", "UnsaltedMD5", "UnsaltedSHA1", "Crypt",
]
settings.configure(
    PASSWORD_HASHERS=["django.contrib.auth.hashers.%sPasswordHasher" % name for name in NAMES]
)
django.setup()

from django.contrib.auth import hashers  # noqa: E402

hashers.PBKDF2PasswordHasher.iterations = 50
hashers.PBKDF2SHA1PasswordHasher.iterations = 50
hashers.BCryptSHA256PasswordHasher.rounds = 4
hashers.Argon2PasswordHasher.memory_cost = 256


def scrypt(password, salt, n, r, p):
    made = hashlib.scrypt(password.encode(), salt=salt.encode(), n=n, r=r, p=p, dklen=64)
    return "scrypt$%d$%s$%d$%d$%s" % (n, salt, r, p, base64.b64encode(made).decode())


def argon(password, **options):
    secret, salt = password.encode(), b"sixteen bytes it"
    options = {"time_cost": 2, "memory_cost": 128, "parallelism": 2, "hash_len": 32, **options}
    return "argon2" + argon2.low_level.hash_secret(secret, salt, **options).decode()


def verify(password, encoded):
    if encoded.startswith("scrypt$"):
        _, n, salt, r, p, _ = encoded.split("$")
        return scrypt(password, salt, int(n), int(r), int(p)) == encoded
    return hashers.check_password(password, encoded)


def encode(password, encoded):
    types = argon2.low_level.Type
    return [hashers.make_password(password, hasher=it.algorithm) for it in hashers.get_hashers()] + [
        scrypt(password, "some salt", 64, 8, 3),
        argon(password, type=types.D),
        argon(password, type=types.I),
        argon(password, type=types.ID, version=16),
        argon(password, type=types.I, version=16).replace("$v=16", ""),
        "md5$$" + hashlib.md5(password.encode()).hexdigest(),
        "crypt$$" + crypt.crypt(password, "$1$saltsalt$"),
        "crypt$$" + crypt.crypt(password, "$5$saltsaltsalt$"),
        "crypt$$" + crypt.crypt(password, "$6$rounds=1500$saltsaltsaltsalt$"),
        "crypt$ab$" + crypt.crypt(password, "ab"),
    ]


VERBS = {"verify": verify, "encode": encode}
answers = [VERBS[it["verb"]](it["password"], it["encoded"]) for it in json.load(sys.stdin)]
json.dump(answers, sys.stdout)
