"""Serve the provider; says its port on a line and then serves until it is ended.

`python -m tests.provider`, with in PROVIDER_MADE, as JSON: people (mail address and whether it is
verified), their password, and the client's id, secret and the address to lead back to.
"""

import json
import os
import sys
from wsgiref.simple_server import WSGIRequestHandler

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.provider.settings"
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from allauth.idp.oidc.models import Client  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Server(ThreadedWSGIServer):
    daemon_threads = True


def make(*, people, password, client, secret, back):
    for email, verified in people:
        user = User.objects.create_user(email, email, password)
        EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    made = Client(id=client, name="Kring", redirect_uris=back, scopes="openid\nprofile\nemail")
    made.set_secret(secret)
    made.save()


call_command("migrate", verbosity=0)
make(**json.loads(os.environ["PROVIDER_MADE"]))
server = Server(("127.0.0.1", 0), Silent)
server.set_app(get_wsgi_application())
sys.stdout.write(f"{server.server_port}\n")
sys.stdout.flush()
server.serve_forever()
