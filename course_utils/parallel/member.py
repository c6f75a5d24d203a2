"""Member: what each process of a team runs; started by `team.Team`, not by hand."""

import datetime
import json
import os
import queue
import sys
import threading
from pathlib import Path

PATIENCE = datetime.timedelta(seconds=300)


def listen(jobs: queue.Queue) -> None:
    """Passes on the jobs; ends this process when its standard input closes: the team's owner is gone."""
    for line in sys.stdin:
        jobs.put(line)
    os._exit(1)


def run(job: dict, rank: int) -> None:
    """Joins the processes of this job, runs its step, and leaves the value in the job's folder."""
    import torch
    from torch import distributed

    torch.set_num_threads(1)
    folder = Path(job["folder"])
    store = distributed.FileStore(str(folder / "store"), job["size"])
    distributed.init_process_group("gloo", store=store, rank=rank, world_size=job["size"], timeout=PATIENCE)
    names: dict = {"__name__": "member"}
    exec(compile(job["source"], "<notebook>", "exec"), names)
    arguments = torch.load(folder / "arguments.pt", weights_only=True)
    torch.save(names[job["step"]](rank, job["size"], *arguments), folder / f"result_{rank}.pt")
    distributed.barrier()  # nobody leaves while another still waits for a message
    distributed.destroy_process_group()


def main(rank: int) -> None:
    """Runs one job after another; a failure is told in one line, and ends the process."""
    jobs: queue.Queue = queue.Queue()
    threading.Thread(target=listen, args=(jobs,), daemon=True).start()
    while True:
        try:
            run(json.loads(jobs.get()), rank)
            print("done", flush=True)
        except BaseException as error:
            print(f"{type(error).__name__}: {' '.join(str(error).split())[:300]}", flush=True)
            os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
