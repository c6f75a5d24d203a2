"""A worker: one trusted process that owns one fork-server and judges one submission after the other."""

from __future__ import annotations

import base64
import contextlib
import json
import resource
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from course_utils.grading.judge.confinement import Confinement
from course_utils.grading.judge.fork_server import ForkServer, ServerLost
from course_utils.grading.judge.judged_set import TestSet
from course_utils.grading.judge.judgement import Judgement
from course_utils.grading.judge.submission import Submission
from course_utils.grading.judge.verdict import Verdict
from course_utils.grading.judge.walls import Limits

JUDGE_MEMORY = 6 << 30  # a value that makes a test need more than this fails the test, not the machine


@dataclass(frozen=True)
class Job:
    """What all submissions of one run share; it travels to workers as JSON."""

    solution: str
    form: str
    program: str  # the system-call filter, in base64
    seed: int = 0
    only: str | None = None
    limits: dict = field(default_factory=lambda: Limits().as_dict())

    @classmethod
    def of(cls, solution: Path, confinement: Confinement, limits: Limits, seed: int, only: str | None) -> Job:
        """The job for a solution notebook in a chosen confinement."""
        program = base64.b64encode(confinement.program).decode()
        return cls(str(solution.resolve()), confinement.form, program, seed, only, limits.as_dict())


class Worker:
    """Judges submissions of one job; starts its fork-server again should that be lost."""

    def __init__(self, job: Job) -> None:
        import torch

        torch.set_num_threads(1)
        self.job = job
        self.tests = TestSet.read(Path(job.solution))
        confinement = Confinement(job.form, base64.b64decode(job.program))
        self.server = ForkServer(confinement, Limits(**job.limits), self.tests.modules)
        self.server.launch()
        failed = self.tests.warm_up()  # while the zygote loads its modules
        self.server.wait_until_ready()
        if failed:
            self.server.stop()
            raise ValueError(f"the solution fails its own tests, so nothing was graded: {'; '.join(failed[:3])}")

    def judge(self, submission: Submission) -> tuple[Verdict, dict]:
        """The verdict and what it took; a submission that costs the fork-server twice is called crashed."""
        begun = time.monotonic()
        for _ in range(2):
            judgement = Judgement(self.server, self.tests, self.job.seed, self.job.only)
            try:
                verdict = judgement.judge(submission)
                break
            except ServerLost as lost:
                self.server.stop()
                self.server.start()
                verdict = judgement.blank(submission)
                verdict.worsen("crashed", f"the process that runs answers was lost: {lost}")
        cost = asdict(judgement.cost) | {"wall_s": time.monotonic() - begun}
        return verdict, cost

    def stop(self) -> None:
        """Ends the fork-server."""
        self.server.stop()


def main() -> None:
    """Speaks JSON lines with the pool: a job comes in, then submissions; verdicts go out."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (JUDGE_MEMORY, JUDGE_MEMORY))
    out, sys.stdout = sys.stdout, sys.stderr  # nothing that a test prints may reach the pool
    try:
        worker = Worker(Job(**json.loads(sys.stdin.readline())))
    except Exception as error:
        print(json.dumps({"error": f"{error}"}), file=out, flush=True)
        return
    print(json.dumps({"ready": True}), file=out, flush=True)
    for line in sys.stdin:
        name, path = json.loads(line)
        verdict, cost = worker.judge(Submission(name, Path(path)))
        print(json.dumps({"verdict": verdict.to_json(), "cost": cost}), file=out, flush=True)
    worker.stop()


if __name__ == "__main__":
    main()
