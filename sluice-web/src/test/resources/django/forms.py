"""Reads bodies as request.POST and request.FILES. JSON list of {"type", "body" (hex)} in.

Out: for each {"fields": {name: [value]}, "files": [[field, name, type, hex]]}, or {"error": name}.
"""
import json
import sys

try:
    from django.conf import settings
    from django.test import RequestFactory
except ImportError as missing:
    print(missing)
    sys.exit(3)

settings.configure()


def read(question):
    body = bytes.fromhex(question["body"])
    request = RequestFactory().generic("POST", "/", body, content_type=question["type"])
    try:
        fields = dict(request.POST.lists())
        files = [
            [field, file.name, file.content_type, file.read().hex()]
            for field, some in request.FILES.lists()
            for file in some
        ]
    except Exception as problem:
        return {"error": type(problem).__name__}
    return {"fields": fields, "files": files}


json.dump([read(question) for question in json.load(sys.stdin)], sys.stdout)
