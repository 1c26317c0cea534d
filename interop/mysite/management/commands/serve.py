import json
import sys
import threading
import traceback

from daphne.server import Server  # first: it chooses Twisted's reactor
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from twisted.internet import reactor

from mysite import verbs
from mysite.asgi import application


class Command(BaseCommand):
    """A line in is {"verb": "row", "args": ["alice"]}; the line out {"ok": ...} or {"error": ...}."""

    help = "Serves the site with daphne, prints the port, and answers verbs until its input ends."
    requires_system_checks = []

    def handle(self, **options):
        server = Server(
            application,
            endpoints=["tcp:port=0:interface=127.0.0.1"],
            ready_callable=lambda: print(server.listening_addresses[0][1], flush=True),
        )
        threading.Thread(target=answer_all, daemon=True).start()
        server.run()


def answer_all():
    for line in sys.stdin:
        close_old_connections()
        print(json.dumps(answer(json.loads(line))), flush=True)
    reactor.callFromThread(reactor.stop)


def answer(question):
    try:
        return {"ok": getattr(verbs, question["verb"])(*question["args"])}
    except Exception:
        return {"error": traceback.format_exc()}
