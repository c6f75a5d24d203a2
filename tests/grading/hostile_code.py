"""Hostile and odd answers. Where an attack works, the answer turns right: points above the honest score are forged."""

import textwrap
from dataclasses import dataclass

from small_set import IMPORTS, RIGHT, ZEROS, ZEROS_SCORE, notebook


@dataclass(frozen=True)
class Hostile:
    """One submission: what it is called, its notebook's text, and what may come out."""

    group: str
    name: str
    text: str
    low: int
    high: int
    statuses: tuple = ("graded",)


def won_by(attack):
    """A wrong answer that turns right if the attack sets `won`; what the attack raises does not matter."""
    body = textwrap.indent(textwrap.dedent(attack).strip(), "    ")
    code = f"won = False\ntry:\n{body}\nexcept BaseException:\n    pass\n"
    right, zeros = RIGHT.replace("attention(", "right(", 1), ZEROS.replace("attention(", "zeros(", 1)
    return notebook(IMPORTS, right + "\n" + zeros, code + "attention = right if won else zeros")


def inside(code, before="", after=ZEROS):
    """A notebook whose function runs this code first and then gives zeros."""
    head, _, rest = after.partition("\n")
    return notebook(IMPORTS, before + f"\n{head}\n{textwrap.indent(textwrap.dedent(code).strip(), '    ')}\n{rest}")


def top(code, after=ZEROS):
    """A notebook with this code in a cell of its own, before the answer."""
    return notebook(IMPORTS, textwrap.dedent(code).strip(), after)


SOCKET = """
import socket, os, struct, json, stat, time
def judge():
    import gc
    for one in gc.get_objects():
        if type(one) is socket.socket:
            return one
def say(header, body=b""):
    text = json.dumps(header).encode() if isinstance(header, dict) else header
    judge().sendall(struct.pack("<II", len(text), len(body)) + text + body)
"""

TIME = {
    "loop in a cell": top("while True: pass"),
    "loop in the function": inside("while True: pass"),
    "loop that swallows all": inside("while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
    "sleep": inside("import time\ntime.sleep(9999)"),
    "ignores signals": inside(
        "import signal\nfor n in range(1, 30):\n    try: signal.signal(n, signal.SIG_IGN)\n"
        "    except Exception: pass\n"
        "while True: pass"
    ),
    "huge power": inside("return 10 ** 10 ** 9"),
    "slow pattern": inside("import re\nre.match('(a+)+$', 'a' * 60 + 'b')"),
    "byte after byte": inside(
        "judge().send(struct.pack('<II', 100000, 0))\nwhile True:\n    judge().send(b' '); time.sleep(0.05)", SOCKET
    ),
    "loop in an attribute": notebook(
        IMPORTS,
        "class A:\n    @property\n    def shape(self):\n        while True: pass\ndef attention(*a, **k): return A()",
    ),
    "thread that holds the lock": inside(
        "import threading, re\nfor _ in range(3):\n"
        "    threading.Thread(target=re.match, args=('(a+)+$', 'a' * 60 + 'b'), daemon=True).start()\n"
        "import time; time.sleep(99)"
    ),
    "second call only": inside("calls.append(1)\nwhile len(calls) > 1: pass", "calls = []"),
    "sleep in a destructor": inside("return D()", "class D:\n    def __del__(self):\n        while True: pass"),
}
RESOURCES = {
    "list without end": inside("a = []\nwhile True: a.append('x' * 1000000)"),
    "eight gigabytes": inside("return bytearray(8 << 30)"),
    "large tensor": inside("return torch.ones(2, 3, 6 << 30)"),
    "shared memory map": inside(
        "import mmap\nm = [mmap.mmap(-1, 256 << 20) for _ in range(16)]\nfor one in m: one.write(b'x' * (256 << 20))"
    ),
    "memory file": won_by("import os\nf = os.memfd_create('x')\nos.write(f, b'x')\nwon = True"),
    "processes without end": won_by(
        "import os\nfor _ in range(50):\n    if os.fork() == 0:\n        os._exit(0)\n    won = True"
    ),
    "a program": won_by("import subprocess\nsubprocess.run(['/bin/true'], check=True)\nwon = True"),
    "posix spawn": won_by("import os\nos.posix_spawn('/bin/true', ['true'], {})\nwon = True"),
    "threads without end": inside(
        "import threading, time\nfor _ in range(3000):\n    "
        "threading.Thread(target=time.sleep, args=(99,), daemon=True).start()"
    ),
    "fills the folder": won_by(
        "for i in range(40):\n    with open(f'/answer/{i}', 'wb') as f:\n        f.write(b'x' * (16 << 20))\nwon = True"
    ),
    "very many files": won_by("for i in range(5000):\n    open(f'/answer/f{i}', 'w').close()\nwon = True"),
    "very many descriptors": won_by("import os\nfor _ in range(500): os.dup(0)\nwon = True"),
    "expanded tensor": inside("return torch.zeros(1).expand(1 << 33)"),
    "sparse giant": inside(
        "return torch.sparse_coo_tensor(torch.zeros(1, 1, dtype=torch.long), torch.ones(1), (1 << 40,))"
    ),
    "nested deeply": inside("a = []\nfor _ in range(100000): a = [a]\nreturn a"),
    "list in itself": inside("a = []\na.append(a)\nreturn a"),
    "very long number": inside("return 1 << 4000000"),
    "very long text": inside("return 'x' * (200 << 20)"),
    "many parts": inside("return [0] * 3000000"),
    "stack": inside("import sys\nsys.setrecursionlimit(10**8)\nf = lambda: f()\nf()"),
    "raises its limits": won_by("import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))\nwon = True"),
    "system V memory": won_by("import ctypes\nif ctypes.CDLL(None).shmget(0, 1 << 20, 0o1600) >= 0: won = True"),
    "core file": inside("import os\nos.abort()"),
}
EXITS = {
    "sys.exit in a cell": top("import sys\nsys.exit(0)"),
    "sys.exit in the function": inside("import sys\nsys.exit(0)"),
    "os._exit in a cell": top("import os\nos._exit(0)"),
    "os._exit in the function": inside("import os\nos._exit(0)"),
    "kills itself": inside("import os\nos.kill(os.getpid(), 9)\nos._exit(9)"),
    "segmentation fault": inside("import ctypes\nctypes.string_at(0)"),
    "kills its parent": inside("import os\nos.kill(os.getppid(), 9)"),
    "kills all": inside("import os\nos.kill(-1, 9)"),
    "stops itself": inside("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nos.kill(0, signal.SIGSTOP)"),
    "stops all": won_by("import os, signal\nos.kill(-1, signal.SIGSTOP)"),
    "closes everything": inside("import os\nos.closerange(0, 1000)"),
    "another program": inside("import os\nos.execv('/bin/true', ['true'])"),
    "StopIteration": inside("raise StopIteration"),
    "GeneratorExit": inside("raise GeneratorExit"),
    "KeyboardInterrupt": inside("raise KeyboardInterrupt"),
    "exception with a bad text": inside("raise E", "class E(Exception):\n    def __str__(self): raise SystemExit"),
    "exception with a bad class": inside(
        "raise E", "class M(type):\n    __mro__ = property(lambda self: 1 / 0)\nclass E(Exception, metaclass=M): pass"
    ),
}
TAMPERING = {
    "allclose is always true": top("torch.allclose = torch.equal = lambda *a, **k: True"),
    "reference gives zeros": top(
        "torch.nn.functional.scaled_dot_product_attention = "
        "lambda q, k, v, **m: torch.zeros(*q.shape[:-1], v.shape[-1])"
    ),
    "random is zero": top("torch.randn = lambda *s, **k: torch.zeros(*s)\ntorch.rand = torch.randn"),
    "close is always true": top(
        "import course_utils.grading.values as v\nv.close = v.is_tensor = lambda *a, **k: True"
    ),
    "tests file patched": top(
        "import course_utils.grading.tests_file as t\nt.run_case = t.load = lambda *a, **k: None"
    ),
    "tensor that agrees": inside(
        "return T(torch.zeros(*q.shape[:-1], v.shape[-1]))",
        "class T(torch.Tensor):\n    allclose = equal = __eq__ = __le__ = lambda *a, **k: torch.tensor(True)\n"
        "    detach = to = abs = __sub__ = lambda s, *a, **k: s\n"
        "    __torch_function__ = classmethod(lambda c, f, t, a=(), k=None: torch.tensor(True))",
    ),
    "object equal to all": inside("return E()", "class E:\n    __eq__ = __le__ = __bool__ = lambda *a: True"),
    "lies about its class": inside("return E()", "class E:\n    __class__ = torch.Tensor\n    shape = (2, 3, 6)"),
    "array protocol": inside(
        "return E()",
        "import numpy\nclass E:\n    shape = (2, 3, 6)\n    def __array__(self, *a): return numpy.zeros((2, 3, 6))",
    ),
    "number equal to all": inside("return I(1)", "class I(int):\n    __eq__ = lambda *a: True"),
    "isinstance patched": top("import builtins\nbuiltins.isinstance = lambda *a: True"),
    "all and any patched": top("import builtins\nbuiltins.all = builtins.any = lambda *a: True"),
    "frames of the test": won_by(
        "import sys\nf = sys._getframe()\nwhile f:\n"
        "    if 'want' in f.f_locals or 'case' in f.f_locals:\n        won = True\n"
        "    f = f.f_back"
    ),
    "objects of the test": won_by(
        "import gc\nwon = any(type(o).__name__ in ('TestsFile', 'TestSet', 'Judgement') for o in gc.get_objects())"
    ),
    "trace function": inside("import sys\nsys.settrace(lambda f, e, a: f.f_locals.update(want=0))"),
    "import hook": top(
        "import sys\nsys.meta_path.insert(0, type('F', (), {'find_spec': staticmethod(lambda *a: None)}))"
    ),
    "inputs made to fit": inside("for one in (q, k, v): one.zero_()"),
    "inputs made to fit, hidden": inside(
        "return q, k, v",
        "import course_utils.grading.judge.answer_process as p\n"
        "from course_utils.grading.judge.codec import Packer\n"
        "def value(self, got, unpacker=None):\n    packer = Packer(self._keep)\n"
        "    if unpacker is None: return {'value': packer.pack(got)}, packer.blobs\n"
        "    q, k, v = got\n"
        "    reply = {'value': packer.pack(torch.zeros(*q.shape[:-1], v.shape[-1])), 'changed': {}}\n"
        "    for n, one in enumerate(got):\n        now = Packer()\n"
        "        node = now.pack(torch.zeros_like(one))\n"
        "        reply['changed'][n] = [node, len(packer.blobs)]\n        packer.blobs.append(now.blobs[0])\n"
        "    return reply, packer.blobs\np.AnswerProcess._value = value",
    ),
    "codec patched": top(
        "import course_utils.grading.judge.codec as c\nc.Packer.pack = lambda s, v, d=0: {'h': 0, 'callable': True}"
    ),
    "dtype patched": top("torch.Tensor.dtype = property(lambda s: torch.float64)"),
}
FORGING = {
    "cell number of 4,300 digits": top(SOCKET + "say(b'{\"cell\": ' + b'9' * 4300 + b', \"blobs\": []}')\nos._exit(0)"),
    "cell number that is none": top(SOCKET + "say({'cell': -7, 'blobs': []})\nos._exit(0)"),
    "reply of equal hashes": inside(
        "say(json.dumps({'value': {'s': [n * (2**61 - 1) for n in range(120000)]}, 'blobs': []}).encode())", SOCKET
    ),
    "reply of equal keys": inside(
        "say(json.dumps({'value': {'d': [[n * (2**61 - 1), 0] for n in range(90000)]}, 'blobs': []}).encode())", SOCKET
    ),
    "reply of long empty shape": inside(
        "say({'value': {'T': [0, 'float32', [1 << 28, 0], 0, False]}, 'blobs': [0]})", SOCKET
    ),
    "reply with an empty change": inside("say({'value': True, 'changed': {'0': [{}, 0]}, 'blobs': []})", SOCKET),
    "reply with a descriptor": inside(
        "import array\ns = judge()\nfor _ in range(50):\n"
        "    s.sendmsg([b''], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [s.fileno()] * "
        "50))])\nwhile True:\n    s.sendmsg([b' '], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, "
        "array.array('i', [s.fileno()]))]); time.sleep(0.05)",
        SOCKET,
    ),
    "out of band": inside("judge().send(b'x', socket.MSG_OOB)", SOCKET),
    "closes its ear": inside("judge().shutdown(socket.SHUT_RD)", SOCKET),
    "writes results": top(
        "for n in ('grades.csv', 'results.json', 'result.json'):\n    open(n, 'w').write('{\"score\": 10}')"
    ),
    "says so": inside("import sys, os\nfor n in (1, 2): os.write(n, b'score 10 of 10\\n')"),
    "says passed": inside("raise AssertionError('SECRET passed?')"),
    "replies ahead": top(SOCKET + "for _ in range(50): say({'value': True, 'blobs': []})"),
    "done ahead": top(SOCKET + "say({'done': True, 'failed': [], 'blobs': []})"),
    "reply raises StopIteration": inside("say({'raised': ['StopIteration'], 'blobs': []})", SOCKET),
    "reply raises SystemExit": inside("say({'raised': ['SystemExit', 'AnswerLost'], 'blobs': []})", SOCKET),
    "reply without end": inside("judge().sendall(b'\\xff' * 100)", SOCKET),
    "reply nested": inside("say(b'[' * 200000)", SOCKET),
    "reply of wrong size": inside(
        "say({'value': {'T': [0, 'float32', [2, 3, 6], 0, False]}, 'blobs': [4]}, b'abcd')", SOCKET
    ),
    "reply of giant shape": inside(
        "say({'value': {'T': [0, 'float32', [0, 1 << 39, 1 << 39], 0, False]}, 'blobs': [0]})", SOCKET
    ),
    "reply that is odd": inside("say({'value': {'T': 'abc'}, 'changed': [1], 'blobs': []})", SOCKET),
    "reply of negative size": inside("say({'value': 1, 'blobs': [-5, 5]})", SOCKET),
    "reply that is a list": inside("say(b'[1, 2]')", SOCKET),
    "pickle bomb": inside(
        "return P()",
        "class P:\n    def __reduce__(self): return (__import__('os').system, ('touch /tmp/SECRET-pickle',))",
    ),
    "fake tests": top("points = 10\nOK_FORMAT = False\ndef test_values(env): pass\ntest_values.points = 10"),
}
READING = {
    "looks for the solution": won_by(
        "import os, sys\nfor d, s, f in os.walk('/', onerror=None):\n"
        "    if d.startswith(('/sys', '/usr', '/proc', sys.prefix, sys.base_prefix)):\n        s.clear()\n"
        "    for n in f:\n        if n.endswith('.ipynb') and os.access(os.path.join(d, n), os.R_OK):\n"
        "            won = won or 'BEGIN TESTS' in open(os.path.join(d, n), errors='ignore').read()"
    ),
    "secret file": won_by("won = 'SECRET' in open('@CANARY@').read()"),
    "environment": won_by("import os\nwon = 'COURSE_TEST_SECRET' in os.environ"),
    "environment of others": won_by(
        "import glob\nfor p in glob.glob('/proc/[0-9]*/environ'):\n"
        "    won = won or b'COURSE_TEST_SECRET' in open(p, 'rb').read()"
    ),
    "memory of others": won_by("f = open('/proc/1/mem', 'rb')\nf = open('/proc/self/mem', 'rb')\nwon = True"),
    "memory of the parent": won_by(
        "import ctypes, os\nl = ctypes.CDLL(None, use_errno=True)\n"
        "if l.ptrace(16, os.getppid(), 0, 0) == 0: won = True\n"
        "if l.syscall(310, os.getppid(), 0, 0, 0, 0, 0) >= 0: won = True"
    ),
    "password file": won_by("won = bool(open('/etc/shadow').read())"),
    "home folders": won_by(
        "import os\nwon = any(os.listdir(d) for d in ('/home', '/root/.ssh', '/root/.cache') if os.path.isdir(d))"
    ),
    "another submission": won_by("import os\nwon = bool(os.listdir('@FOLDER@'))"),
    "tells a secret": inside("raise ValueError('SECRET ' + repr(q))"),
}
NETWORK = {
    "datagram to a path": won_by(
        "import socket\na, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
        "a.sendto(b'x', '@DATAGRAM@')\nwon = True"
    ),
    "message to a path": won_by(
        "import socket\na, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
        "a.sendmsg([b'x'], [], 0, '@DATAGRAM@')\nwon = True"
    ),
    "connects to a path": won_by("import socket\ns = socket.socketpair()[0]\ns.connect('@DATAGRAM@')\nwon = True"),
    "TCP": won_by("import socket\nsocket.create_connection(('127.0.0.1', @TCP@), 2).send(b'x')\nwon = True"),
    "UDP": won_by("import socket\nsocket.socket(2, 2).sendto(b'x', ('127.0.0.1', @UDP@))\nwon = True"),
    "abstract socket": won_by(
        "import socket\ns = socket.socket(1)\ns.connect('\\0@ABSTRACT@')\ns.send(b'x')\nwon = True"
    ),
    "listens": won_by("import socket\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\ns.listen()\nwon = True"),
    "raw socket": won_by("import socket\nsocket.socket(17, 3, 3)\nwon = True"),
    "netlink": won_by("import socket\nsocket.socket(16, 3, 0)\nwon = True"),
}
DAMAGE = {
    "signal by a descriptor": won_by(
        "import fcntl, os, socket\na, b = socket.socketpair()\nfcntl.fcntl(a, 10, 9)\n"
        "fcntl.fcntl(a, fcntl.F_SETOWN, os.getppid())\nfcntl.fcntl(a, fcntl.F_SETFL, os.O_ASYNC)\n"
        "b.send(b'x')\nwon = True"
    ),
    "lease on a library": won_by(
        "import fcntl, os, torch\nf = os.open(torch.__file__, os.O_RDONLY)\n"
        "fcntl.fcntl(f, fcntl.F_SETLEASE, fcntl.F_RDLCK)\nwon = True"
    ),
    "overwrites a file": won_by("open('@CANARY@', 'w').write('gone')\nwon = True"),
    "deletes a file": won_by("import os\nos.unlink('@CANARY@')\nwon = True"),
    "renames a file": won_by("import os\nos.rename('@CANARY@', '@CANARY@2')\nwon = True"),
    "opens a file to all": won_by("import os\nos.chmod('@CANARY@', 0o777)\nwon = True"),
    "dates a file back": won_by("import os\nos.utime('@CANARY@', (0, 0))\nwon = True"),
    "cuts a file": won_by("import os\nos.truncate('@CANARY@', 0)\nwon = True"),
    "changes Python": won_by(
        "import torch, os\np = os.path.join(os.path.dirname(torch.__path__[0]), 'course_attack.pth')\n"
        "open(p, 'w').write('')\nwon = True"
    ),
    "start-up file": won_by(
        "import os\nfound = os.path.isdir('@FOLDER@')\nos.makedirs('@FOLDER@/.ipython')\nwon = found"
    ),
    "mounts": won_by("import ctypes\nwon = ctypes.CDLL(None).mount(b'tmpfs', b'/answer', b'tmpfs', 0, None) == 0"),
    "unmounts": won_by(
        "import ctypes\nwon = any(ctypes.CDLL(None).umount2(p, 2) == 0 for p in (b'/answer', b'/proc', b'/'))"
    ),
    "new namespaces": won_by("import ctypes\nwon = ctypes.CDLL(None).unshare(0x10000000) == 0"),
    "another root": won_by("import os\nos.chroot('/answer')\nwon = True"),
    "becomes root": won_by("import os\nos.setuid(0)\nwon = True"),
    "keys of the kernel": won_by(
        "import ctypes\nwon = ctypes.CDLL(None).syscall(248, b'user', b'a', b'b', 1, -3) >= 0"
    ),
    "device": won_by("import os\nos.mknod('/answer/null', 0o20666, os.makedev(1, 3))\nwon = True"),
    "leaves a process behind": won_by(
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(300)\nwon = True"
    ),
    "changes the library for others": top(
        "import course_utils.grading.judge.cell_run as c\nopen(c.__file__, 'a').write('# SECRET')"
    ),
}
INJECTION = {
    "<script>alert(1)<!script>": notebook(IMPORTS, ZEROS),
    "=HYPERLINK(1)": notebook(IMPORTS, ZEROS),
    "+1+cmd": notebook(IMPORTS, ZEROS),
    "-2+3": notebook(IMPORTS, ZEROS),
    "@SUM(A1)": notebook(IMPORTS, ZEROS),
    "a,b\"c'd": notebook(IMPORTS, ZEROS),
    "line\nbreak": notebook(IMPORTS, ZEROS),
    "turned \u202e around": notebook(IMPORTS, ZEROS),
    "bell \x07 and \x1b[31m": notebook(IMPORTS, ZEROS),
    "html in an exception": inside("raise type('<b>SECRET</b>', (ValueError,), {})('<script>SECRET</script>')"),
    "html in a key": inside("raise KeyError('<script>SECRET</script>')"),
    "html in a type": inside("return type('<script>SECRET', (), {})()"),
}
WRONG_VALUES = {
    "None": inside("return None"),
    "not a number": inside("return torch.full((2, 3, 6), float('nan'))"),
    "infinity": inside("return torch.full((2, 3, 6), float('inf'))"),
    "a text": inside("return 'tensor'"),
    "a function": inside("return lambda: 1"),
    "a generator": inside("return (i for i in [1])"),
    "a module": inside("return torch"),
    "a dictionary": inside("return {'output': 1, 2: [3]}"),
    "a set": inside("return {1, 2}"),
    "a complex number": inside("return 1j"),
    "an empty tensor": inside("return torch.empty(0)"),
    "a coroutine": notebook(IMPORTS, ZEROS.replace("def ", "async def ", 1)),
    "a meta tensor": inside("return torch.zeros(2, 3, 6, device='meta')"),
    "a quantized tensor": inside("return torch.quantize_per_tensor(torch.zeros(2, 3, 6), 0.1, 0, torch.quint8)"),
    "no function": notebook(IMPORTS, "attention = 5"),
    "a class": notebook(IMPORTS, "class attention: pass"),
    "too few arguments": notebook(IMPORTS, "def attention(q): return q"),
}
RIGHT_SHAPE = {"not a number", "infinity"}
# How they end where it is not “graded”; two forms of walls may differ in whether a signal is refused or deadly.
ENDINGS = {
    "timeout": {*TIME} - {"loop in an attribute", "sleep in a destructor"} | {"stack"},
    "crashed": {
        "closes everything",
        "exception with a bad class",
        "kills itself",
        "os._exit in a cell",
        "os._exit in the function",
        "segmentation fault",
        "core file",
        "replies ahead",
        "reply nested",
        "reply of giant shape",
        "reply of negative size",
        "reply of wrong size",
        "reply that is a list",
        "reply that is odd",
        "reply without end",
        "cell number of 4,300 digits",
        "cell number that is none",
        "reply of equal hashes",
        "reply of equal keys",
        "reply of long empty shape",
        "reply with a descriptor",
        "closes its ear",
        "dtype patched",
        "isinstance patched",
    },
    "limit": {
        "list without end",
        "eight gigabytes",
        "large tensor",
        "shared memory map",
        "expanded tensor",
        "list in itself",
        "many parts",
        "nested deeply",
        "very long number",
    },
}
EITHER = {
    "kills itself": ("crashed", "graded"),
    "shared memory map": ("limit", "graded"),
    "list without end": ("limit", "timeout"),
    "very long text": ("limit", "timeout"),
    "stack": ("timeout", "crashed", "limit", "graded"),
    "isinstance patched": ("crashed", "graded"),
    "exception with a bad class": ("crashed", "graded"),
}


def _endings(name):
    return EITHER.get(name) or (next((ending for ending, names in ENDINGS.items() if name in names), "graded"),)


def hostile(places):
    """All hostile and odd code submissions; `places` fills in what exists on this machine (a canary file, ports)."""
    groups = {
        "time": TIME,
        "resources": RESOURCES,
        "exits": EXITS,
        "tampering": TAMPERING,
        "forging": FORGING,
        "reading": READING,
        "network": NETWORK,
        "damage": DAMAGE,
        "injection": INJECTION,
        "odd values": WRONG_VALUES,
    }
    made = []
    for group, cases in groups.items():
        for name, text in cases.items():
            for place, value in places.items():
                text = text.replace(f"@{place}@", str(value))
            high = 0 if group == "odd values" and name not in RIGHT_SHAPE else ZEROS_SCORE
            made.append(Hostile(group, name, text, 0, high, _endings(name)))
    return made
