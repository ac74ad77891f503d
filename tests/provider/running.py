"""Start and stop the provider, and tell Kring about it as an operator does."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
NAME, CLIENT, SECRET, PASSWORD = "waterrijk", "kring", "een geheim van de gemeente", "op het werk"
BACK = f"/inloggen/organisatie/{NAME}/terug/"


def _key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@contextmanager
def provider(folder: Path, *, kring: str, people: dict[str, bool]) -> Iterator[str]:
    """The address of a provider that knows these people; true: it verified their address."""
    made = {
        "people": list(people.items()), "password": PASSWORD, "client": CLIENT, "secret": SECRET,
        "back": kring + BACK,
    }  # fmt: skip
    environment = os.environ | {
        "PROVIDER_DB": str(folder / "provider.sqlite"),
        "PROVIDER_KEY": _key(),
        "PROVIDER_MADE": json.dumps(made),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.provider"], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        port = process.stdout.readline().strip()
        assert port.isdigit(), "the provider did not start"
        # Another name than Kring's: cookies of the two must not meet.
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def configure(monkeypatch, address: str, *, organisation: str, vouches_for=()) -> str:
    """What `manage.py provider keep` says."""
    monkeypatch.setenv("KRING_PROVIDER_SECRET", SECRET)
    said = StringIO()
    call_command(
        "provider", "keep", NAME, "--organisation", organisation, "--address", address,
        "--client", CLIENT, *(["--vouches-for", *vouches_for] if vouches_for else []), stdout=said,
    )  # fmt: skip
    return said.getvalue()
