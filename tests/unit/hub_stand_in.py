"""A stand-in for the model hub on this machine: it answers what a download asks, and can cut the line once."""

import hashlib
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


class Hub(BaseHTTPRequestHandler):
    """The four answers of a hub that a download needs: file list, head, whole file, rest of a file.

    repositories: (“models” or “datasets”, name) → (revision, {file: bytes}).
    """

    repositories: ClassVar[dict] = {}
    cut_once = ""  # the file in whose middle the line breaks, once
    log: ClassVar[list] = []

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self.answer(body=False)

    def do_GET(self):
        self.answer(body=True)

    def answer(self, body):
        Hub.log.append((self.command, self.path, self.headers.get("Range")))
        for (kind, name), (revision, files) in Hub.repositories.items():
            api, stem = f"/api/{kind}/{name}", name if kind == "models" else f"datasets/{name}"
            if self.path.startswith(f"{api}/tree/{revision}"):
                tree = [{"type": "file", "path": path, "size": len(data), "oid": hashlib.sha1(data).hexdigest()}
                        for path, data in files.items()]
                return self.send(200, json.dumps(tree).encode(), body, revision)
            if self.path.startswith(f"{api}/revision/{revision}"):
                listing = {"id": name, "sha": revision, "siblings": [{"rfilename": path} for path in files]}
                return self.send(200, json.dumps(listing).encode(), body, revision)
            file = self.path.removeprefix(f"/{stem}/resolve/{revision}/")
            if file in files:
                start = int(self.headers["Range"][6:].split("-")[0]) if self.headers.get("Range") else 0
                return self.send(206 if start else 200, files[file][start:], body, revision, files[file], file, start)
        return self.send(404, b"", body, "")

    def send(self, status, content, body, revision, whole=b"", file="", start=0):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Repo-Commit", revision)
        if file:
            self.send_header("ETag", f'"{hashlib.sha256(whole).hexdigest()}"')
            self.send_header("Accept-Ranges", "bytes")
            if status == 206:
                self.send_header("Content-Range", f"bytes {start}-{len(whole) - 1}/{len(whole)}")
        self.end_headers()
        if body and file and file == Hub.cut_once:
            Hub.cut_once = ""
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.connection.close()  # the line breaks in the middle of the file
        elif body:
            self.wfile.write(content)


def serve():
    """An empty hub: yields its address, and closes it at the end."""
    Hub.log, Hub.cut_once, Hub.repositories = [], "", {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def call(code, *arguments, endpoint, cache, **more):
    """The lines that some code prints in a fresh interpreter that knows this hub only."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "COURSE_", "http", "HTTP"))}
    environment |= {"HF_ENDPOINT": endpoint, "HF_HOME": str(cache), "HF_HUB_DISABLE_XET": "1", **more}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code, *map(str, arguments)], env=environment,
                          capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split("\n")
