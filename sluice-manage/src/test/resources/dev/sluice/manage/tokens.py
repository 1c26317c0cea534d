"""Keys and JSON web tokens by PyJWT and cryptography, as simplejwt makes them; the question is JSON."""
import json
import sys

try:
    import jwt
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
except ImportError as error:
    print(error)
    sys.exit(3)

asked = json.load(sys.stdin)


def keys():
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return {
        "signing": private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
        "verifying": private.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode(),
    }


def sign():
    return jwt.encode(asked["claims"], asked["key"], algorithm=asked["algorithm"])


def verify():
    return jwt.decode(asked["token"], asked["key"], algorithms=[asked["algorithm"]], audience="chat")


answer = {"keys": keys, "sign": sign, "verify": verify}[asked["do"]]()
print(answer if isinstance(answer, str) else json.dumps(answer))
