"""The real download path of checkpoints, against a small stand-in for the hub on this machine."""

import hashlib
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

REVISION = "0123456789abcdef0123456789abcdef01234567"
WEIGHTS = bytes(range(256)) * 100_000  # 25.6 MB: the hub's client keeps what came in steps of 10 MB
SHA256 = hashlib.sha256(WEIGHTS).hexdigest()
FILES = {"model.safetensors": WEIGHTS, "config.json": b'{"model_type": "bert"}'}
TREE = [{"type": "file", "path": name, "size": len(data), "oid": hashlib.sha1(data).hexdigest()}
        for name, data in FILES.items()]
# What a course of this size would say of the stand-in's checkpoint, and the call that a chapter makes.
CALL = """
import sys
from course_utils import assets
assets._package_folder = lambda *a: None
record = assets.CHECKPOINTS["minilm"]
new = type(record)("none", "course/tiny", sys.argv[1], "model.safetensors", sys.argv[2], 0, "CC0")
assets.CHECKPOINTS["minilm"] = new
try:
    asset = assets.checkpoint("minilm")
    print(asset.source, asset.why, (asset.path / "config.json").read_text())
except assets.AssetError as error:
    print("AssetError:", error)
"""


class Hub(BaseHTTPRequestHandler):
    """The four answers of a model hub that a download needs: file list, head, whole file, rest of a file."""

    cut_once = False
    log: ClassVar[list] = []

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self.answer(body=False)

    def do_GET(self):
        self.answer(body=True)

    def answer(self, body):
        Hub.log.append((self.command, self.path, self.headers.get("Range")))
        if self.path.startswith(f"/api/models/course/tiny/tree/{REVISION}"):
            return self.send(200, json.dumps(TREE).encode(), body)
        if self.path.startswith(f"/api/models/course/tiny/revision/{REVISION}"):
            listing = {"id": "course/tiny", "sha": REVISION, "siblings": [{"rfilename": name} for name in FILES]}
            return self.send(200, json.dumps(listing).encode(), body)
        name = self.path.rpartition("/")[2]
        if f"/resolve/{REVISION}/" not in self.path or name not in FILES:
            return self.send(404, b"", body)
        start = int(self.headers["Range"][6:].split("-")[0]) if self.headers.get("Range") else 0
        return self.send(206 if start else 200, FILES[name][start:], body, name=name, start=start)

    def send(self, status, content, body, name="", start=0):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Repo-Commit", REVISION)
        if name:
            whole = len(FILES[name])
            self.send_header("ETag", f'"{hashlib.sha256(FILES[name]).hexdigest()}"')
            self.send_header("Accept-Ranges", "bytes")
            if status == 206:
                self.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
        self.end_headers()
        if body and Hub.cut_once and name == "model.safetensors":
            Hub.cut_once = False
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.connection.close()  # the line breaks in the middle of the file
        elif body:
            self.wfile.write(content)


@pytest.fixture
def hub():
    Hub.log, Hub.cut_once = [], False
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetch(endpoint, cache, revision=REVISION, sha256=SHA256):
    """One call of `assets.checkpoint` in a fresh interpreter that knows this hub only."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "COURSE_", "http", "HTTP"))}
    environment |= {"HF_ENDPOINT": endpoint, "HF_HOME": str(cache), "HF_HUB_DISABLE_XET": "1"}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", CALL, revision, sha256], env=environment,
                          capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split("\n")[-1]


def test_a_checkpoint_is_fetched_at_its_pinned_revision_and_then_taken_from_the_cache(hub, tmp_path, report):
    assert fetch(hub, tmp_path).startswith("hub course/tiny at 0123456")
    files = [path for _, path, _ in Hub.log if path.startswith(("/api/models", "/course"))]
    assert files
    assert all(REVISION in path for path in files)
    asked = len(Hub.log)
    assert fetch(hub, tmp_path).startswith("cache")
    report(f"requests to the hub's stand-in: {asked} for the first fetch, {len(Hub.log) - asked} for the second")
    assert not [path for _, path, _ in Hub.log[asked:] if "/resolve/" in path]


def test_a_download_that_breaks_off_goes_on_where_it_stopped(hub, tmp_path):
    Hub.cut_once = True
    first = fetch(hub, tmp_path)
    second = fetch(hub, tmp_path)
    assert "hub" in first or "hub" in second
    resumed = [r for method, path, r in Hub.log if method == "GET" and path.endswith("model.safetensors") and r]
    assert resumed, "nothing asked for the rest of the file"
    assert all(int(r[6:].split("-")[0]) > 0 for r in resumed)


def test_bytes_that_are_not_the_published_ones_are_refused(hub, tmp_path):
    assert "is damaged (its SHA-256 is not the published one)" in fetch(hub, tmp_path, sha256="0" * 64)


def test_a_revision_that_is_not_there_is_one_sentence(hub, tmp_path):
    said = fetch(hub, tmp_path, revision="f" * 40)
    assert said.startswith("AssetError: course/tiny could not be fetched")


def test_an_unreachable_hub_is_one_sentence_that_says_what_to_do(tmp_path):
    said = fetch("http://127.0.0.1:9", tmp_path)
    assert said == "AssetError: The checkpoint “minilm” is not here and there is no network: run “pip install none”."
