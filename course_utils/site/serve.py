"""A plain file server for the built site, on this machine only."""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and prints nothing for a request that went well."""

    def log_request(self, code="-", size="-"):
        if str(code).startswith(("4", "5")):
            super().log_request(code, size)


def server(folder: Path | str, port: int = 8000) -> ThreadingHTTPServer:
    """A server of ``folder`` on 127.0.0.1, not yet running; port 0, or a port in use, gives a free one."""
    handler = partial(QuietHandler, directory=str(folder))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), handler)


def serve(folder: Path | str, port: int = 8000) -> str:
    """Print where the site is and serve it until Ctrl-C; where stdout is no terminal, print and return at once."""
    index = Path(folder).resolve() / "index.html"
    if not sys.stdout.isatty():
        print(f"the site is {index}; open that file, or run 'course site --serve' at a terminal.")
        return index.as_uri()
    with server(folder, port) as running:
        address = f"http://127.0.0.1:{running.server_address[1]}/"
        print(f"the site is at {address}  (Ctrl-C stops the server)", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print("\nstopped.")
    return address
