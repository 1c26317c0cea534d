"""Puts answers through Django's ConditionalGetMiddleware. JSON list in, list of statuses out."""
import json
import sys

try:
    from django.conf import settings
    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
    from django.middleware.http import ConditionalGetMiddleware
except ImportError as missing:
    print(missing)
    sys.exit(3)

settings.configure()


def answer(question):
    request = HttpRequest()
    request.method = question["method"]
    request.META["HTTP_" + question["field"].upper().replace("-", "_")] = question["value"]
    body = b"content"
    if question["stream"]:
        response = StreamingHttpResponse([body, body])
    else:
        response = HttpResponse(body)
    response.status_code = question["status"]
    for name, value in question["told"].items():
        response[name] = value
    response = ConditionalGetMiddleware(lambda _: response)(request)
    return {"status": response.status_code, "etag": response.has_header("ETag")}


json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)
